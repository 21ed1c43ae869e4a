import type { FastifyInstance, FastifyRequest } from 'fastify'

const YEAR_S = 31_536_000

/** Whether people come by https, as the request, a trusted proxy or the site's own address says. */
export const isHttps = (request: FastifyRequest, public_url: URL | undefined): boolean =>
  request.protocol === 'https' || public_url?.protocol === 'https:'

/**
 * Has browsers come by https alone from then on (HSTS), for this host: those below it may be
 * somebody else's.
 */
export function insistOnHttps(app: FastifyInstance, public_url: URL | undefined): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (isHttps(request, public_url)) reply.header('strict-transport-security', `max-age=${YEAR_S}`)
    done()
  })
}
