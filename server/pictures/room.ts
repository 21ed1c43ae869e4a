import type { Authenticate } from '../platform/http/serve-route.ts'
import type { Platform, Room } from '../room.ts'
import { serveHouseImages } from './routes.ts'

export const pictures = {
  serve: (app, site: Platform & { readonly authenticate: Authenticate }) =>
    serveHouseImages(app, site.database.kysely, site),
} satisfies Room
