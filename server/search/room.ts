import type { SiteTax } from '../../rules/fees.ts'
import type { BookingLimits } from '../availability/settings.ts'
import type { Authenticate } from '../platform/http/serve-route.ts'
import type { Platform, Room } from '../room.ts'
import { serveSearch } from './routes.ts'

interface Needs {
  readonly authenticate: Authenticate
  readonly bookings: BookingLimits
  readonly tax: SiteTax
}

export const search = {
  serve: (app, site: Platform & Needs) => serveSearch(app, site),
} satisfies Room
