import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as contract from '../../contract/search.ts'
import type { SiteTax } from '../../rules/fees.ts'
import type { BookingLimits } from '../availability/settings.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Reads } from '../platform/database/replica.ts'
import { lastWriteOf } from '../platform/http/read-your-writes.ts'
import { type Authenticate, serveRoute } from '../platform/http/serve-route.ts'
import type { Database, Tables } from '../schema.ts'
import { createHouseCards } from './house-cards.ts'
import { createMostBooked } from './most-booked.ts'
import { createSearch } from './search-houses.ts'

export interface SearchRoom {
  readonly authenticate: Authenticate
  readonly bookings: BookingLimits
  readonly tax: SiteTax
  readonly clock: Clock
  readonly reads: Reads<Tables>
}

/** What anybody may look through; a replica may answer. */
export function serveSearch(
  app: FastifyInstance,
  { authenticate, bookings, tax, clock, reads }: SearchRoom,
): void {
  const read = <Result>(
    request: FastifyRequest,
    work: (database: Database) => Promise<Result>,
  ): Promise<Result> => reads.answer(lastWriteOf(request), work)

  const findCards = createHouseCards(clock)
  const listMostBooked = createMostBooked(findCards)
  serveRoute(app, authenticate, contract.listMostBooked, ({ request }) =>
    read(request, (database) => listMostBooked(database)),
  )

  const searchHouses = createSearch(clock, { ...bookings, tax }, findCards)
  serveRoute(app, authenticate, contract.searchHouses, ({ query, request }) =>
    read(request, (database) => searchHouses(database, query)),
  )
}
