import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/account.ts'
import type { Clock } from '../platform/database/clock.ts'
import { type Authenticate, serveRoute } from '../platform/http/serve-route.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db } from '../schema.ts'
import { type AvatarDeps, changeAvatar } from './change-avatar.ts'
import { changeName } from './change-name.ts'
import { maskIdCard } from './id-card.ts'
import { findUser } from './profile-sql.ts'
import { verifyRealName } from './verify-real-name.ts'

export function serveProfile(
  app: FastifyInstance,
  db: Db,
  deps: AvatarDeps & {
    readonly authenticate: Authenticate
    readonly clock: Clock
    readonly tries: CountTries
  },
): void {
  const { authenticate, clock } = deps

  serveRoute(app, authenticate, contract.showProfile, async ({ viewer }) => {
    const user = await findUser(db, viewer.user_id)
    return {
      user_id: user.id,
      name: user.name,
      mobile: user.mobile,
      avatar: user.avatar_url,
      create_time: clock.format(user.created_at),
    }
  })

  serveRoute(app, authenticate, contract.changeName, async ({ viewer, body }) => ({
    name: await changeName(db, deps.onProfileChanged, viewer.user_id, body.name),
  }))

  serveRoute(app, authenticate, contract.changeAvatar, async ({ viewer, form }) => ({
    avatar_url: await changeAvatar(db, deps, viewer.user_id, form.file),
  }))

  serveRoute(app, authenticate, contract.showRealName, async ({ viewer }) => {
    const { real_name, id_card } = await findUser(db, viewer.user_id)
    return { real_name: real_name ?? '', id_card: id_card ? maskIdCard(id_card) : '' }
  })

  serveRoute(app, authenticate, contract.verifyRealName, async ({ viewer, body }) => {
    await verifyRealName(db, deps, viewer.user_id, body)
    return undefined
  })
}
