import type { SiteTax } from '../../rules/fees.ts'
import type { Authenticate } from '../platform/http/serve-route.ts'
import type { Background, Platform, Room } from '../room.ts'
import { importDueFeeds } from './feeds/import-due-feeds.ts'
import { CALENDARS_OF_A_PERSON } from './personal.ts'
import { serveAvailability } from './routes.ts'
import type { BookingLimits, FeedSettings } from './settings.ts'

interface Settings {
  readonly feeds: FeedSettings
  readonly bookings: BookingLimits
  readonly tax: SiteTax
}

export const availability = {
  personal: CALENDARS_OF_A_PERSON,
  serve: (app, site: Platform & Settings & { readonly authenticate: Authenticate }) =>
    serveAvailability(app, site.database.kysely, site),
  schedule: ({ database, clock, feeds }: Background & Pick<Settings, 'feeds'>) => [
    {
      name: 'import-feeds',
      every_ms: 10_000,
      work: (stopping: AbortSignal) => importDueFeeds(database.kysely, clock, feeds, stopping),
    },
  ],
} satisfies Room
