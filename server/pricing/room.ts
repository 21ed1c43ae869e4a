import type { Authenticate } from '../platform/http/serve-route.ts'
import type { Platform, Room } from '../room.ts'
import { servePricing } from './routes.ts'

export const pricing = {
  serve: (app, site: Platform & { readonly authenticate: Authenticate }) =>
    servePricing(app, site.database.kysely, site),
} satisfies Room
