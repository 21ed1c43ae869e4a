import type { Authenticate } from '../platform/http/serve-route.ts'
import type { Platform, Room } from '../room.ts'
import { serveAvailability } from './routes.ts'

export const availability = {
  serve: (app, site: Platform & { readonly authenticate: Authenticate }) =>
    serveAvailability(app, site.database.kysely, site),
} satisfies Room
