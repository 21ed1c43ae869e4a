import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/availability.ts'
import { toId } from '../../contract/values.ts'
import type { Clock } from '../platform/database/clock.ts'
import { type Admit, serveRoute } from '../platform/http/serve-route.ts'
import type { Db } from '../schema.ts'
import { showCalendar } from './show-calendar.ts'

export interface AvailabilityRoom {
  readonly admit: Admit
  readonly clock: Clock
}

export function serveAvailability(
  app: FastifyInstance,
  db: Db,
  { admit, clock }: AvailabilityRoom,
): void {
  serveRoute(app, admit, contract.showCalendar, ({ params, query }) =>
    showCalendar(db, clock, toId(params.id), query),
  )
}
