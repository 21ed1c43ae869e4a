import type { FastifyRequest } from 'fastify'

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a browser says that another site makes it send this write. Browsers set Origin and
 * Sec-Fetch-Site themselves and pages cannot change them; other programs send neither, and hold
 * no cookie that somebody else could make them use.
 */
export function isCrossSiteWrite(request: FastifyRequest, public_url: URL | undefined): boolean {
  if (READS.has(request.method)) return false
  const { origin, 'sec-fetch-site': site } = request.headers
  if (site === 'same-origin' || site === 'none') return false
  if (origin !== undefined) return !isOwnOrigin(origin, request, public_url)
  return site !== undefined
}

/** The address that people use, or the host that was asked, by what it is asked with or better. */
function isOwnOrigin(origin: string, request: FastifyRequest, public_url: URL | undefined) {
  const sender = URL.parse(origin)
  if (!sender) return false
  const is_public = sender.host === public_url?.host
  if (!is_public && sender.host !== request.host) return false
  // A proxy that ends TLS may not say that a page came by https; one by http is nobody's on a site
  // that has https: who sits on the wire has written it.
  const protocol = is_public ? public_url?.protocol : `${request.protocol}:`
  return protocol !== 'https:' || sender.protocol === 'https:'
}
