import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/availability.ts'
import * as host_calendar from '../../contract/host-calendar.ts'
import * as pricing from '../../contract/pricing.ts'
import { toId } from '../../contract/values.ts'
import type { SiteTax } from '../../rules/fees.ts'
import type { OwnHouse } from '../houses/own-house.ts'
import type { Clock } from '../platform/database/clock.ts'
import { languageOf } from '../platform/http/envelope.ts'
import { type Authenticate, serveRoute, type Viewer } from '../platform/http/serve-route.ts'
import { createKeyedQueue } from '../platform/limits/keyed-queue.ts'
import type { Database, Db } from '../schema.ts'
import { changeHostCalendar } from './change-host-calendar.ts'
import { serveCalendars } from './feeds/export-calendar.ts'
import { addFeed, fetchFeedNow, listFeeds, removeFeed, renewExport } from './feeds/manage-feeds.ts'
import { listHostCalendars, showHostCalendar } from './host-calendar.ts'
import { createQuoteStay } from './quote-stay.ts'
import {
  readDaysAsked,
  readDaysOfMany,
  readDaysToChange,
  readRangesToChange,
  readSentDays,
} from './read-days.ts'
import { readGuests } from './read-guests.ts'
import type { BookingLimits, FeedSettings } from './settings.ts'
import { showCalendar } from './show-calendar.ts'

export interface AvailabilityRoom {
  readonly database: Database
  readonly authenticate: Authenticate
  readonly clock: Clock
  readonly currency: string
  readonly feeds: FeedSettings
  readonly bookings: BookingLimits
  readonly tax: SiteTax
}

export function serveAvailability(app: FastifyInstance, db: Db, room: AvailabilityRoom): void {
  serveRoute(app, room.authenticate, contract.showCalendar, ({ params, query, viewer }) =>
    showCalendar(db, room.clock, room.bookings, toId(params.id), viewer?.user_id, query),
  )
  const { clock, tax, currency } = room
  const { window_days } = room.bookings
  const quoteStay = createQuoteStay(room.database, { clock, tax, currency, window_days })
  serveRoute(
    app,
    room.authenticate,
    pricing.quoteStay,
    async ({ params, query, viewer, request }) => ({
      quote: await quoteStay({
        house_id: toId(params.id),
        viewer_id: viewer?.user_id,
        days: readSentDays(query.start_date, query.end_date, STAY),
        guests: readGuests(query.guests),
        language: languageOf(request),
      }),
    }),
  )
  serveHostCalendar(app, db, room)
  serveFeeds(app, db, room)
  serveCalendars(app, db, room.clock)
}

const STAY = { first: 'start_date', last: 'end_date' }

const ownHouse = (viewer: Viewer, id: number | string): OwnHouse => ({
  house_id: toId(id),
  user_id: viewer.user_id,
})

function serveHostCalendar(
  app: FastifyInstance,
  db: Db,
  { authenticate, clock, currency }: AvailabilityRoom,
) {
  serveRoute(app, authenticate, host_calendar.showHostCalendar, ({ params, query, viewer }) =>
    showHostCalendar(db, ownHouse(viewer, params.id), readDaysAsked(query.from, query.to)),
  )

  serveRoute(app, authenticate, host_calendar.listHostCalendars, ({ query, viewer }) => {
    const house_ids = query.houses.split(',').map(Number)
    return listHostCalendars(db, viewer.user_id, house_ids, readDaysOfMany(query.from, query.to))
  })

  serveRoute(app, authenticate, host_calendar.changeHostCalendar, ({ params, body, viewer }) => {
    const changes = [{ days: readDaysToChange(clock.today(), body), change: body }]
    return changeHostCalendar(db, { clock, currency }, ownHouse(viewer, params.id), changes)
  })

  serveRoute(
    app,
    authenticate,
    host_calendar.changeHostCalendarRanges,
    ({ params, body: { ranges }, viewer }) => {
      const changes = readRangesToChange(clock.today(), ranges).map((days, place) => ({
        days,
        change: ranges[place] ?? {},
      }))
      return changeHostCalendar(db, { clock, currency }, ownHouse(viewer, params.id), changes)
    },
  )
}

/** Readings of one host's feeds that wait for each other, in this process. */
const READINGS_WAITING_MAX = 3

function serveFeeds(
  app: FastifyInstance,
  db: Db,
  { authenticate, clock, feeds }: AvailabilityRoom,
) {
  const readings = createKeyedQueue(READINGS_WAITING_MAX)
  const readNow = (house: OwnHouse, feed_id: number) =>
    readings.run(String(house.user_id), () =>
      fetchFeedNow(db, clock, feeds.allowed, house, feed_id),
    )

  serveRoute(app, authenticate, contract.listFeeds, ({ params, viewer, request }) =>
    listFeeds(db, { clock, language: languageOf(request) }, ownHouse(viewer, params.id)),
  )

  serveRoute(app, authenticate, contract.addFeed, async ({ params, body, viewer }) => {
    const house = ownHouse(viewer, params.id)
    const feed_id = await addFeed(db, clock, feeds, house, body)
    await readNow(house, feed_id)
    return { feed_id }
  })

  serveRoute(app, authenticate, contract.removeFeed, async ({ params, viewer }) => {
    await removeFeed(db, clock, ownHouse(viewer, params.id), toId(params.feed_id))
    return undefined
  })

  serveRoute(app, authenticate, contract.fetchFeed, async ({ params, viewer }) => {
    await readNow(ownHouse(viewer, params.id), toId(params.feed_id))
    return undefined
  })

  serveRoute(app, authenticate, contract.renewExport, async ({ params, viewer }) => ({
    export_url: await renewExport(db, ownHouse(viewer, params.id)),
  }))
}
