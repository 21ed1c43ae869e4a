import type { ReturnPage } from '../payments/return-page.ts'
import type { Platform, Room } from '../room.ts'
import { serveOldClients } from './serve-old-clients.ts'

export const old_clients = {
  serve: (app, site: Platform & { readonly return_page: ReturnPage }) =>
    serveOldClients(app, site.return_page),
} satisfies Room
