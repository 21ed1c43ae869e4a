import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { UnreadableFeed } from './feed-faults.ts'

/** What one fetch may cost. */
const FETCH_MS_MAX = 20_000
const REDIRECTS_MAX = 5
/** Unpacked: a few kilobytes can be packed zeros by the gigabyte. */
const BYTES_MAX = 5_000_000
const MEGABYTE = 1_000_000

/** What the last good answer said of itself, so that an unchanged calendar is not sent again. */
export interface FeedMark {
  readonly etag: string
  readonly last_modified: string
}

export interface FetchedFeed extends FeedMark {
  readonly text: string
}

/** Private addresses that feeds may be read from all the same, as the operator says. */
export type PrivateAddresses = readonly string[]

/**
 * The text of a feed; undefined where it has not changed since `mark`.
 *
 * Only http and https, and only to public addresses: the address that the socket connects to is
 * judged, at each redirect, so no name and no redirect leads into the operator's network.
 *
 * @throws {UnreadableFeed} with what is wrong, in words for the host.
 */
export async function fetchFeed(
  url: string,
  mark: FeedMark,
  allowed: PrivateAddresses,
): Promise<FetchedFeed | undefined> {
  const signal = AbortSignal.timeout(FETCH_MS_MAX)
  let address = url
  for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects += 1) {
    const answer = await request(parseFeedUrl(address), mark, allowed, signal)
    const { statusCode = 0, headers } = answer
    if (statusCode >= 300 && statusCode < 400 && headers.location) {
      answer.destroy()
      address = URL.parse(headers.location, address)?.href ?? headers.location
      continue
    }
    if (statusCode === 304) {
      answer.destroy()
      return undefined
    }
    if (statusCode !== 200) {
      answer.destroy()
      throw new UnreadableFeed('answered_error', String(statusCode))
    }
    const text = await readBody(answer, signal)
    return { text, etag: headers.etag ?? '', last_modified: headers['last-modified'] ?? '' }
  }
  throw new UnreadableFeed('too_many_redirects', `> ${REDIRECTS_MAX}`)
}

/** @throws {UnreadableFeed} for what is no web address. */
export function parseFeedUrl(address: string): URL {
  const url = URL.parse(address)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new UnreadableFeed('address_invalid')
  return url
}

async function request(
  url: URL,
  mark: FeedMark,
  allowed: PrivateAddresses,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { useAgent } = await import('request-filtering-agent')
  const { get } = url.protocol === 'https:' ? https : http
  const headers = {
    accept: 'text/calendar, text/plain;q=0.5',
    'accept-encoding': 'gzip, deflate, br',
    'user-agent': 'ihome calendar import',
    ...(mark.etag && { 'if-none-match': mark.etag }),
    ...(mark.last_modified && { 'if-modified-since': mark.last_modified }),
  }
  const agent = useAgent(url.href, { allowIPAddressList: [...allowed] })
  return new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { agent, headers, signal }, resolve).on('error', (error) =>
      reject(unreachable(error, signal)),
    )
  })
}

async function readBody(answer: IncomingMessage, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  const keep = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      bytes += chunk.length
      if (bytes > BYTES_MAX) throw new UnreadableFeed('too_large', `> ${BYTES_MAX / MEGABYTE} MB`)
      chunks.push(chunk)
    }
  }
  try {
    const unpack = unpackerOf(answer.headers['content-encoding'])
    if (unpack) await pipeline(answer, unpack, keep, { signal })
    else await pipeline(answer, keep, { signal })
  } catch (error) {
    throw error instanceof UnreadableFeed ? error : unreachable(error as Error, signal)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function unpackerOf(encoding: string | undefined) {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip()
  if (encoding === 'deflate') return createInflate()
  if (encoding === 'br') return createBrotliDecompress()
  if (encoding === undefined || encoding === 'identity') return undefined
  throw new UnreadableFeed('packed_unknown', encoding.slice(0, 20))
}

function unreachable(error: NodeJS.ErrnoException, signal: AbortSignal): UnreadableFeed {
  if (signal.aborted) return new UnreadableFeed('too_slow', `> ${FETCH_MS_MAX / 1_000} s`)
  if (/is not allowed/.test(error.message)) return new UnreadableFeed('address_private')
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN')
    return new UnreadableFeed('name_unknown')
  return new UnreadableFeed('unreachable', error.code ?? '')
}
