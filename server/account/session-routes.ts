import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as contract from '../../contract/account.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { CodeSecrets } from '../codes/code-secrets.ts'
import type { Clock } from '../platform/database/clock.ts'
import { createTurns } from '../platform/files/turns.ts'
import { senderOf } from '../platform/http/sender.ts'
import { serveRoute } from '../platform/http/serve-route.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db } from '../schema.ts'
import { type Door, readToken } from './admit.ts'
import { changePassword } from './change-password.ts'
import { logIn } from './log-in.ts'
import { register } from './register.ts'
import { findUserName } from './session-sql.ts'
import type { Sessions } from './sessions.ts'

/** Log-ins of one mobile number that wait for each other, in this process. */
const LOGINS_WAITING_MAX = 100

export interface PassportRoom {
  readonly clock: Clock
  readonly door: Door
  readonly sessions: Sessions
  readonly tries: CountTries
  readonly secrets: CodeSecrets
}

export function servePassport(app: FastifyInstance, db: Db, room: PassportRoom): void {
  const { clock, door, sessions, tries, secrets } = room
  const turns = createTurns(LOGINS_WAITING_MAX)

  /** Whoever comes in gets a token of their own; the one they came with, if any, ends. */
  const letIn = async (request: FastifyRequest, reply: FastifyReply, user_id: number) => {
    const before = readToken(request)
    if (before) await sessions.close(before)
    door.setToken(request, reply, await sessions.open(user_id))
  }

  serveRoute(app, door.admit, contract.register, async ({ body, request, reply }) => {
    await letIn(request, reply, await register(db, clock, secrets, body))
    return undefined
  })

  serveRoute(app, door.admit, contract.logIn, async ({ body, request, reply }) => {
    const attempt = { ...body, address: senderOf(request) }
    const user_id = await turns.take(body.mobile, () => logIn(db, tries, attempt))
    await letIn(request, reply, user_id)
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

  serveRoute(app, door.admit, contract.logOutEverywhere, async ({ viewer, request, reply }) => {
    await sessions.closeAll(viewer.user_id)
    door.clearToken(request, reply)
    return undefined
  })

  serveRoute(app, door.admit, contract.changePassword, async ({ body, viewer, request }) => {
    const token = readToken(request) ?? ''
    await changePassword(db, { sessions, tries }, { ...body, ...viewer, token })
    return undefined
  })
}
