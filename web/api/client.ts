import type { RefusalName } from '../../contract/refusals.ts'
import type { Method } from '../../contract/route.ts'
import { learnFromDate } from '../i18n/site-clock.ts'
import { language, wordsOf } from '../i18n/words.ts'
import type { BodyOf, DataOf, ParamsOf, PathOf, QueryOf, RouteOf } from './contract.ts'
import { Refused } from './refused.ts'

export const API = '/api/v1.0'
export const ANSWER_MS_MAX = 20_000

export interface Envelope {
  readonly errcode: string
  readonly errmsg: string
  readonly refusal?: RefusalName
  readonly data?: unknown
}

type Given<M extends Method, P extends string> = {
  readonly headers?: Record<string, string>
  readonly signal?: AbortSignal
} & (unknown extends ParamsOf<P> ? { params?: never } : { params: ParamsOf<P> }) &
  (QueryOf<RouteOf<M, P>> extends undefined
    ? { query?: never }
    : { query?: QueryOf<RouteOf<M, P>> }) &
  (BodyOf<RouteOf<M, P>> extends undefined ? { body?: never } : { body?: BodyOf<RouteOf<M, P>> })

type Loose = {
  params?: Record<string, string | number>
  query?: Record<string, unknown>
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

export const pathWith = (path: string, params: Record<string, string | number> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))

/** Empty values are left out: the server reads an absent one the same way. */
export function queryText(query: Record<string, unknown> = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()
  return text && `?${text}`
}

/**
 * Asks one route of the contract.
 *
 * @throws {Refused} for every answer but errcode "0", and where none came.
 */
export async function ask<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  given?: Given<M, P>,
): Promise<DataOf<RouteOf<M, P>>> {
  const { params, query, body, headers, signal } = (given ?? {}) as Loose
  const init: RequestInit = {
    method,
    headers: {
      'accept-language': language,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    signal: AbortSignal.any([AbortSignal.timeout(ANSWER_MS_MAX), ...(signal ? [signal] : [])]),
  }
  if (body !== undefined) init.body = JSON.stringify(body)
  return readAnswer(await send(API + pathWith(path, params) + queryText(query), init)) as DataOf<
    RouteOf<M, P>
  >
}

export async function send(
  url: string,
  init: RequestInit,
): Promise<{ status: number; envelope: Envelope }> {
  let response: Response
  try {
    response = await fetch(url, init)
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error
    throw new Refused(wordsOf('ui')('unreachable'))
  }
  learnFromDate(response.headers.get('date'))
  const { status } = response
  try {
    return { status, envelope: (await response.json()) as Envelope }
  } catch {
    throw new Refused(wordsOf('ui')('unreadable'), { status })
  }
}

export function readAnswer({ status, envelope }: { status: number; envelope: Envelope }): unknown {
  if (envelope.errcode === '0') return envelope.data
  const detail = envelope.data as { field?: string; problem?: string } | undefined
  const { errcode, refusal, data } = envelope
  const { field, problem } = detail ?? {}
  throw new Refused(envelope.errmsg, { errcode, refusal, status, data, field, problem })
}
