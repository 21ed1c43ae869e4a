import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/account.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { CodeSecrets } from '../codes/code-secrets.ts'
import { createBatch } from '../platform/database/batch.ts'
import type { Clock } from '../platform/database/clock.ts'
import { clientAddressOf } from '../platform/http/client-address.ts'
import { serveRoute } from '../platform/http/serve-route.ts'
import { createKeyedQueue } from '../platform/limits/keyed-queue.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Database, Db } from '../schema.ts'
import type { Authentication } from './authentication.ts'
import { logIn, subjectOf } from './log-in.ts'
import { logInByCode } from './log-in-by-code.ts'
import { register } from './register.ts'
import { FIND_USER_NAMES } from './session-sql.ts'
import type { SessionStart } from './start-session.ts'

/** Log-ins of one mobile number, or device, that wait for each other, in this process. */
const LOGINS_WAITING_MAX = 100

const NAME_LIMITS = { size_max: 256, length_max: 5_000, wait_ms_max: 5_000, runs_max: 1 }

export interface SessionRoutes extends Authentication, SessionStart {
  readonly database: Database
  readonly clock: Clock
  readonly tries: CountTries
  readonly secrets: CodeSecrets
}

/** How people come in and go out. */
export function serveSessions(app: FastifyInstance, db: Db, routes: SessionRoutes): void {
  const { authenticate, clock, tries, secrets, startSession } = routes
  const logins = createKeyedQueue(LOGINS_WAITING_MAX)
  // Asked with every page that is opened, so for all who wait at once.
  const names = createBatch<number, string | undefined>(NAME_LIMITS, async (ids) => {
    const rows = await routes.database.run<{ id: number; name: string }>(FIND_USER_NAMES, [ids])
    const found = new Map(rows.map(({ id, name }) => [id, name]))
    return ids.map((id) => found.get(id))
  })

  serveRoute(app, authenticate, contract.register, async ({ body, request, reply }) => {
    const user_id = await register(db, clock, secrets, body)
    await startSession({ request, reply }, { user_id, mobile: body.mobile })
    return undefined
  })

  serveRoute(app, authenticate, contract.logIn, async ({ body, request, reply }) => {
    const { mobile, password, sms_code } = body
    const address = clientAddressOf(request)
    const enter = (): Promise<number> => {
      if (sms_code !== undefined && !password)
        return logInByCode(db, routes, { mobile, sms_code, address })
      if (!password) throw new Refusal('params_missing', { field: 'password', problem: 'required' })
      if (sms_code !== undefined)
        throw new Refusal('params_invalid', { field: 'sms_code', problem: 'or a password' })
      const device = routes.deviceOf(request, mobile)
      const attempt = { mobile, password, device, address }
      return logins.run(subjectOf(attempt), () => logIn(db, tries, attempt))
    }
    await startSession({ request, reply }, { user_id: await enter(), mobile })
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
}
