import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as contract from '../../contract/account.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { CodeSecrets } from '../codes/code-secrets.ts'
import type { Clock } from '../platform/database/clock.ts'
import { clientAddressOf } from '../platform/http/client-address.ts'
import { serveRoute } from '../platform/http/serve-route.ts'
import { createKeyedQueue } from '../platform/limits/keyed-queue.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db } from '../schema.ts'
import { type Authentication, readToken } from './authentication.ts'
import { changePassword } from './change-password.ts'
import { logIn } from './log-in.ts'
import { register } from './register.ts'
import { findUserName } from './session-sql.ts'
import type { Sessions } from './sessions.ts'

/** Log-ins of one mobile number that wait for each other, in this process. */
const LOGINS_WAITING_MAX = 100

export interface SessionRoutes extends Authentication {
  readonly clock: Clock
  readonly sessions: Sessions
  readonly tries: CountTries
  readonly secrets: CodeSecrets
}

export function serveSessions(app: FastifyInstance, db: Db, routes: SessionRoutes): void {
  const { authenticate, clock, sessions, tries, secrets } = routes
  const logins = createKeyedQueue(LOGINS_WAITING_MAX)

  /** A new session always has a new token; the session that the request came with, if any, ends. */
  const startSession = async (request: FastifyRequest, reply: FastifyReply, user_id: number) => {
    const before = readToken(request)
    if (before) await sessions.close(before)
    routes.setSessionCookie(request, reply, await sessions.open(user_id))
  }

  serveRoute(app, authenticate, contract.register, async ({ body, request, reply }) => {
    await startSession(request, reply, await register(db, clock, secrets, body))
    return undefined
  })

  serveRoute(app, authenticate, contract.logIn, async ({ body, request, reply }) => {
    const attempt = { ...body, address: clientAddressOf(request) }
    const user_id = await logins.run(body.mobile, () => logIn(db, tries, attempt))
    await startSession(request, reply, user_id)
    return undefined
  })

  serveRoute(app, authenticate, contract.showSession, async ({ viewer }) => {
    const user = viewer && (await findUserName(db, viewer.user_id))
    if (!user) throw new Refusal('no_session')
    return { name: user.name, user_id: viewer.user_id }
  })

  serveRoute(app, authenticate, contract.logOut, async ({ request, reply }) => {
    const token = readToken(request)
    if (token) await sessions.close(token)
    routes.clearSessionCookie(request, reply)
    return undefined
  })

  serveRoute(app, authenticate, contract.logOutEverywhere, async ({ viewer, request, reply }) => {
    await sessions.closeAll(viewer.user_id)
    routes.clearSessionCookie(request, reply)
    return undefined
  })

  serveRoute(app, authenticate, contract.changePassword, async ({ body, viewer, request }) => {
    const token = readToken(request) ?? ''
    await changePassword(db, { sessions, tries }, { ...body, ...viewer, token })
    return undefined
  })
}
