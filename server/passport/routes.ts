import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/passport.ts'
import { Refusal } from '../../contract/refusals.ts'
import * as usersContract from '../../contract/users.ts'
import { serveRoute } from '../platform/http/serve-route.ts'
import type { CountTries } from '../platform/tries.ts'
import type { Db } from '../schema.ts'
import { type Door, readToken } from './admit.ts'
import { changePassword } from './change-password.ts'
import { logIn } from './log-in.ts'
import type { Sessions } from './sessions.ts'
import { findUserName } from './sql.ts'

export function servePassport(
  app: FastifyInstance,
  db: Db,
  { door, sessions, tries }: { door: Door; sessions: Sessions; tries: CountTries },
): void {
  serveRoute(app, door.admit, contract.logIn, async ({ body, request, reply }) => {
    const user_id = await logIn(db, tries, { ...body, address: request.ip })
    // Whoever logs in gets a token of their own; the one they came with, if any, ends.
    const before = readToken(request)
    if (before) await sessions.close(before)
    door.setToken(request, reply, await sessions.open(user_id))
    return undefined
  })

  serveRoute(app, door.admit, contract.showSession, async ({ viewer }) => {
    const user = viewer && (await findUserName(db, viewer.user_id))
    if (!user) throw new Refusal('no_session')
    return { name: user.name, user_id: viewer.user_id }
  })

  serveRoute(app, door.admit, contract.logOut, async ({ request, reply }) => {
    const token = readToken(request)
    if (token) await sessions.close(token)
    door.clearToken(request, reply)
    return undefined
  })

  serveRoute(app, door.admit, usersContract.changePassword, async ({ body, viewer, request }) => {
    const token = readToken(request) ?? ''
    await changePassword(db, { sessions, tries }, { ...body, ...viewer, token })
    return undefined
  })
}
