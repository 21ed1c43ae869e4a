import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/account.ts'
import { toId } from '../../contract/values.ts'
import type { CodeSecrets } from '../codes/code-secrets.ts'
import type { Clock } from '../platform/database/clock.ts'
import { serveRoute } from '../platform/http/serve-route.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db } from '../schema.ts'
import type { Authentication } from './authentication.ts'
import { changeMobile } from './change-mobile.ts'
import { changePassword } from './change-password.ts'
import { resetPassword } from './reset-password.ts'
import { seenFrom } from './seen-from.ts'
import { endSession, listSessions } from './session-list.ts'
import type { Sessions } from './sessions.ts'
import type { SessionStart } from './start-session.ts'

export interface SecurityRoutes extends Authentication, SessionStart {
  readonly clock: Clock
  readonly sessions: Sessions
  readonly tries: CountTries
  readonly secrets: CodeSecrets
}

/** What people log in with, and where they are logged in. */
export function serveSecurity(app: FastifyInstance, db: Db, routes: SecurityRoutes): void {
  const { authenticate, clock, sessions } = routes

  serveRoute(app, authenticate, contract.changePassword, async (call) => {
    const { body, viewer, request, reply } = call
    const change = { ...body, ...viewer, seen: seenFrom(request) }
    routes.setSessionCookie(request, reply, await changePassword(db, routes, change))
    return undefined
  })

  serveRoute(app, authenticate, contract.resetPassword, async ({ body, request, reply }) => {
    await resetPassword(db, routes, body)
    // Also where the browser was logged in as somebody else: nobody is, afterwards.
    await routes.closeSessions(request)
    routes.clearSessionCookie(request, reply)
    return undefined
  })

  serveRoute(app, authenticate, contract.changeMobile, async (call) => {
    await changeMobile(db, routes, call.viewer.user_id, call.body)
    routes.rememberDevice(call, call.body.mobile)
    return undefined
  })

  const hashOf = (call: { readonly request: Parameters<Authentication['readToken']>[0] }) =>
    sessions.hash(routes.readToken(call.request) ?? '')

  serveRoute(app, authenticate, contract.listSessions, async (call) => ({
    sessions: await listSessions(db, clock, { ...call.viewer, token_hash: hashOf(call) }),
  }))

  serveRoute(app, authenticate, contract.endSession, async ({ viewer, params }) => {
    await endSession(db, viewer.user_id, toId(params.id))
    return undefined
  })

  serveRoute(app, authenticate, contract.endOtherSessions, async ({ viewer, request }) => {
    await sessions.closeOthers(db, viewer.user_id, routes.readToken(request) ?? '')
    return undefined
  })

  serveRoute(app, authenticate, contract.logOutEverywhere, async ({ viewer, request, reply }) => {
    await sessions.closeAll(db, viewer.user_id)
    routes.clearSessionCookie(request, reply)
    return undefined
  })
}
