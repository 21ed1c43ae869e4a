import type { Authenticate } from '../platform/http/serve-route.ts'
import type { Platform, Room } from '../room.ts'
import { REVIEWS_OF_A_PERSON } from './personal.ts'
import { serveReviews } from './routes.ts'
import { REVIEWS } from './verify-reviews.ts'

export const reviews = {
  serve: (app, site: Platform & { readonly authenticate: Authenticate }) =>
    serveReviews(app, site.database.kysely, site),
  verification: REVIEWS,
  personal: REVIEWS_OF_A_PERSON,
} satisfies Room
