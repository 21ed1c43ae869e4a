import type { Authenticate } from '../platform/http/serve-route.ts'
import type { Platform, Room } from '../room.ts'
import { serveSearch } from './routes.ts'

export const search = {
  serve: (app, site: Platform & { readonly authenticate: Authenticate }) => serveSearch(app, site),
} satisfies Room
