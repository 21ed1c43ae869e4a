import type { FastifyInstance } from 'fastify'
import type { Right } from '../../contract/operator.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { Part, Route } from '../../contract/route.ts'
import type { Clock } from '../platform/database/clock.ts'
import { ipOf } from '../platform/http/client-address.ts'
import { type Authenticate, type Call, serveRoute } from '../platform/http/serve-route.ts'
import type { Db, Trx } from '../schema.ts'
import { type Act, audit } from './audit-log.ts'
import { findOperator } from './operator-rows.ts'
import type { OperatorSessions } from './operator-sessions.ts'

export interface OperatorDeps {
  readonly authenticate: Authenticate
  readonly clock: Clock
  readonly operator_sessions: OperatorSessions
}

type RightRoute = Route & { readonly right: Right; readonly session: true }

/** What came of an act, and what the audit log says of it; undefined where nothing changed. */
export interface Done<Data> {
  readonly data: Data
  readonly act: Act | undefined
}

/** Serves what operators with the route's right read. */
export function serveOperatorRead<R extends RightRoute & { readonly method: 'GET' }>(
  app: FastifyInstance,
  db: Db,
  deps: OperatorDeps,
  route: R,
  handler: (call: Call<R>) => Promise<Part<R, 'data'>>,
): void {
  serveRoute(app, deps.authenticate, route, (async (call: Call<R>) => {
    await checkRight(db, deps, route.right, call as Call<RightRoute>)
    return handler(call)
  }) as never)
}

/**
 * Serves an act of operators with the route's right: what it changes and its entry in the audit log
 * are one transaction. No act is served in another way.
 */
export function serveOperatorAct<R extends RightRoute>(
  app: FastifyInstance,
  db: Db,
  deps: OperatorDeps,
  route: R,
  handler: (trx: Trx, call: Call<R>) => Promise<Done<Part<R, 'data'>>>,
): void {
  serveRoute(app, deps.authenticate, route, (async (call: Call<R>) => {
    const { viewer, request } = call as Call<RightRoute>
    await checkRight(db, deps, route.right, call as Call<RightRoute>)
    return db.transaction().execute(async (trx) => {
      const { data, act } = await handler(trx, call)
      const author = { operator_id: viewer.user_id, address: ipOf(request) }
      if (act) await audit(trx, deps.clock, author, act)
      return data
    })
  }) as never)
}

/** Looked up for each request: a right that was taken back is gone at once, on every server. */
async function checkRight(db: Db, deps: OperatorDeps, right: Right, call: Call<RightRoute>) {
  const { viewer, request } = call
  const operator = await findOperator(db, viewer.user_id)
  const may = operator?.rights.some((one) => one === right || one === 'owner')
  if (!may) throw new Refusal('operator_required')
  if (!(await deps.operator_sessions.find(db, request, viewer.user_id)))
    throw new Refusal('second_factor_required')
}
