import type { Static, TObject, TSchema } from 'typebox'
import type { RefusalName } from './refusals.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** What server and clients agree on for one operation; the documents are made from these values. */
export interface Route {
  /** Name of the operation, unique: OpenAPI's `operationId`. */
  readonly id: string
  readonly method: Method
  /** Below `/api/v1.0`, parameters as `{name}`. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  /** Kept for who knows nothing else; nobody new should ask it. */
  readonly deprecated?: true
  /** Needs a session; without one the answer is `session_required`. */
  readonly session: boolean
  /** For operators with this right, who have shown their second factor in this browser. */
  readonly right?: 'support' | 'money' | 'owner'
  readonly params?: TObject
  readonly query?: TObject
  readonly headers?: TObject
  readonly body?: TObject
  /** The body comes as application/x-www-form-urlencoded, not as JSON. */
  readonly urlencoded?: true
  /**
   * The body is JSON that its sender has signed byte by byte, so it is taken as it came. What is
   * refused is answered with a status of 400 at least: the sender goes by that alone.
   */
  readonly signed?: true
  /** Instead of a body: one file, and text fields, as multipart/form-data. */
  readonly form?: { readonly file: string; readonly fields?: TObject }
  /** A successful answer is a picture, not the envelope. */
  readonly picture?: true
  /** A successful answer is a file of this media type, not the envelope. */
  readonly download?: string
  /** A successful answer is this plain text, not the envelope. */
  readonly literal?: string
  /** A successful answer is a stream of server-sent events, each with `data` as its data. */
  readonly stream?: true
  /** `data` of a successful answer; absent where there is none. */
  readonly data?: TSchema
  /** `errmsg` of a successful answer, by language. */
  readonly done: { readonly zh: string; readonly en: string }
  /** Besides those any route can answer. */
  readonly refusals: readonly RefusalName[]
  readonly example: { readonly body?: unknown; readonly data?: unknown }
}

export const API_PREFIX = '/api/v1.0'
/** The address of a route as the router wants it: parameters as `:name`. */
export const urlOf = (path: string): string => API_PREFIX + path.replace(/\{(\w+)\}/g, ':$1')

export const DONE = { zh: 'OK', en: 'OK' } as const

export type Part<
  R extends Route,
  K extends 'params' | 'query' | 'headers' | 'body' | 'data',
> = R extends { readonly [P in K]: infer S extends TSchema } ? Static<S> : undefined

/** Keeps the literal types of a route while checking its shape. */
export function defineRoute<const R extends Route>(route: R): R {
  return route
}
