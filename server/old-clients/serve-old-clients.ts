import type { FastifyInstance, RouteOptions } from 'fastify'
import { ALIASES } from '../../contract/old-clients.ts'
import { urlOf } from '../../contract/route.ts'
import type { ReturnPage } from '../payments/return-page.ts'
import { targetOf } from '../platform/http/request-head.ts'

/** Where the old site had the payment provider send the browser back to. */
const OLD_RETURN_PAGE = '/payComplete.html'

/**
 * Has every route that clients of the old site know under another address answer there too, with
 * the same checks and the same handler. Call it before the routes are served.
 *
 * @param return_page takes the result of a payment.
 */
export function serveOldClients(app: FastifyInstance, return_page: ReturnPage): void {
  app.addHook('onRoute', (served) => {
    for (const { method, path, of } of ALIASES)
      if (isServing(served, of)) app.route({ ...served, method, url: urlOf(path) })
  })

  // Only ever to the site's own setting: what the query says is carried along, never followed.
  app.get(OLD_RETURN_PAGE, (request, reply) => {
    const address = return_page.with(new URLSearchParams(targetOf(request).query))
    if (leadsHere(address, request.host)) return reply.callNotFound()
    return reply.redirect(address, 302)
  })
}

/** A client's own page of that name, which nobody has put in front of this server. */
function leadsHere(address: string, host: string): boolean {
  const page = URL.parse(address, `http://${host}`)
  return page?.host === host && page.pathname === OLD_RETURN_PAGE
}

const isServing = ({ method, url }: RouteOptions, of: { method: string; path: string }): boolean =>
  method === of.method && url === urlOf(of.path)
