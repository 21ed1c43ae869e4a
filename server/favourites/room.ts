import type { Authenticate } from '../platform/http/serve-route.ts'
import type { Platform, Room } from '../room.ts'
import { FAVOURITES_OF_A_PERSON } from './personal.ts'
import { serveFavourites } from './routes.ts'

export const favourites = {
  serve: (app, site: Platform & { readonly authenticate: Authenticate }) =>
    serveFavourites(app, site.database.kysely, site),
  personal: FAVOURITES_OF_A_PERSON,
} satisfies Room
