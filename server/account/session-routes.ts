import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as contract from '../../contract/account.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { CodeSecrets } from '../codes/code-secrets.ts'
import { createBatch } from '../platform/database/batch.ts'
import type { Clock } from '../platform/database/clock.ts'
import { clientAddressOf } from '../platform/http/client-address.ts'
import { createHostCookie } from '../platform/http/host-cookie.ts'
import { serveRoute } from '../platform/http/serve-route.ts'
import { createKeyedQueue } from '../platform/limits/keyed-queue.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Database, Db } from '../schema.ts'
import type { Authentication } from './authentication.ts'
import { changePassword } from './change-password.ts'
import { createDevices } from './devices.ts'
import { logIn, subjectOf } from './log-in.ts'
import { register } from './register.ts'
import { FIND_USER_NAMES } from './session-sql.ts'
import type { Sessions } from './sessions.ts'

const DEVICE_AGE_S = 31_536_000
/** Log-ins of one mobile number, or device, that wait for each other, in this process. */
const LOGINS_WAITING_MAX = 100

const NAME_LIMITS = { size_max: 256, length_max: 5_000, wait_ms_max: 5_000, runs_max: 1 }

export interface SessionRoutes extends Authentication {
  readonly database: Database
  readonly clock: Clock
  readonly sessions: Sessions
  readonly tries: CountTries
  readonly secrets: CodeSecrets
  readonly session_secret: string
  readonly public_url: URL | undefined
}

export function serveSessions(app: FastifyInstance, db: Db, routes: SessionRoutes): void {
  const { authenticate, clock, sessions, tries, secrets } = routes
  const logins = createKeyedQueue(LOGINS_WAITING_MAX)
  // Asked with every page that is opened, so for all who wait at once.
  const names = createBatch<number, string | undefined>(NAME_LIMITS, async (ids) => {
    const rows = await routes.database.run<{ id: number; name: string }>(FIND_USER_NAMES, [ids])
    const found = new Map(rows.map(({ id, name }) => [id, name]))
    return ids.map((id) => found.get(id))
  })

  const devices = createDevices(routes.session_secret)
  const device_cookie = createHostCookie('ihome_device', DEVICE_AGE_S, routes.public_url)

  /** A new session always has a new token; the session that the request came with, if any, ends. */
  const startSession = async (
    { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
    user: { readonly user_id: number; readonly mobile: string },
  ) => {
    await routes.closeSessions(request)
    routes.setSessionCookie(request, reply, await sessions.open(db, user.user_id))
    device_cookie.set(request, reply, devices.issue(user.mobile))
  }

  serveRoute(app, authenticate, contract.register, async ({ body, request, reply }) => {
    const user_id = await register(db, clock, secrets, body)
    await startSession({ request, reply }, { user_id, mobile: body.mobile })
    return undefined
  })

  serveRoute(app, authenticate, contract.logIn, async ({ body, request, reply }) => {
    const device = devices.recognize(device_cookie.read(request), body.mobile)
    const attempt = { ...body, device, address: clientAddressOf(request) }
    const user_id = await logins.run(subjectOf(attempt), () => logIn(db, tries, attempt))
    await startSession({ request, reply }, { user_id, mobile: body.mobile })
    return undefined
  })

  serveRoute(app, authenticate, contract.showSession, async ({ viewer }) => {
    const name = viewer && (await names.submit(viewer.user_id))
    if (!viewer || name === undefined) throw new Refusal('no_session')
    return { name, user_id: viewer.user_id }
  })

  serveRoute(app, authenticate, contract.logOut, async ({ request, reply }) => {
    await routes.closeSessions(request)
    routes.clearSessionCookie(request, reply)
    return undefined
  })

  serveRoute(app, authenticate, contract.logOutEverywhere, async ({ viewer, request, reply }) => {
    await sessions.closeAll(db, viewer.user_id)
    routes.clearSessionCookie(request, reply)
    return undefined
  })

  serveRoute(app, authenticate, contract.changePassword, async (call) => {
    const { body, viewer, request, reply } = call
    const token = await changePassword(db, { sessions, tries }, { ...body, ...viewer })
    routes.setSessionCookie(request, reply, token)
    return undefined
  })
}
