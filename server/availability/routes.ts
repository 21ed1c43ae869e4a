import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/availability.ts'
import { toId } from '../../contract/values.ts'
import type { Clock } from '../platform/database/clock.ts'
import { type Authenticate, serveRoute } from '../platform/http/serve-route.ts'
import type { Db } from '../schema.ts'
import { showCalendar } from './show-calendar.ts'

export interface AvailabilityRoom {
  readonly authenticate: Authenticate
  readonly clock: Clock
}

export function serveAvailability(
  app: FastifyInstance,
  db: Db,
  { authenticate, clock }: AvailabilityRoom,
): void {
  serveRoute(app, authenticate, contract.showCalendar, ({ params, query }) =>
    showCalendar(db, clock, toId(params.id), query),
  )
}
