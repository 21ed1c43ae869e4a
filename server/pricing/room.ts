import type { TellGuests } from '../houses/told-changes.ts'
import type { Authenticate } from '../platform/http/serve-route.ts'
import type { Platform, Room } from '../room.ts'
import { servePricing } from './routes.ts'

type ServeContext = Platform & {
  readonly authenticate: Authenticate
  readonly tellGuests: TellGuests
}

export const pricing = {
  serve: (app, site: ServeContext) => servePricing(app, site.database.kysely, site),
} satisfies Room
