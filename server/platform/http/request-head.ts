import type { FastifyRequest } from 'fastify'
import type { RefusalName } from '../../../contract/refusals.ts'

const TARGET_LENGTH_MAX = 8_192
/** A name or an address, and a port; whoever has no name for a site sends an empty one. */
const HOST = /^(?:(?:[\w.~-]+|\[[\da-f:.]+\])(?::\d{1,5})?)?$/i

/** Path and query that were asked for, as they were written; a target may be a whole address. */
export function targetOf({ url }: FastifyRequest): {
  readonly path: string
  readonly query: string
} {
  const local = url.replace(/^https?:\/\/[^/?#]*/i, '')
  const end = /[?#]/.exec(local)?.index ?? local.length
  return { path: local.slice(0, end) || '/', query: local.slice(end) }
}

/** Why a request is refused for its first lines alone, before its route is asked. */
export function headProblem({ raw, headers }: FastifyRequest): RefusalName | undefined {
  if ((raw.url ?? '').length > TARGET_LENGTH_MAX) return 'uri_too_long'
  const { host, expect, 'content-encoding': encoding } = headers
  // The first version of HTTP knows no Host.
  if (host === undefined ? raw.httpVersion !== '1.0' : !HOST.test(host)) return 'request_malformed'
  if (expect !== undefined && expect.toLowerCase() !== '100-continue') return 'expectation_failed'
  if (encoding && encoding !== 'identity') return 'media_unsupported'
  return undefined
}
