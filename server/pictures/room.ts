import type { Authenticate } from '../platform/http/serve-route.ts'
import type { Platform, Room } from '../room.ts'
import { PICTURES_OF_A_PERSON } from './personal.ts'
import { serveHouseImages } from './routes.ts'

export const pictures = {
  personal: PICTURES_OF_A_PERSON,
  serve: (app, site: Platform & { readonly authenticate: Authenticate }) =>
    serveHouseImages(app, site.database.kysely, site),
} satisfies Room
