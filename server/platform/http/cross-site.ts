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
  if (origin !== undefined) return !isOwnOrigin(origin, request.host, public_url)
  return site !== undefined
}

function isOwnOrigin(origin: string, host: string, public_url: URL | undefined): boolean {
  // Only hosts are compared: a proxy that ends TLS may not say that the page came by https.
  const sender = URL.parse(origin)?.host
  return sender !== undefined && (sender === host || sender === public_url?.host)
}
