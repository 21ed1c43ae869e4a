import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Static, type TObject, type TSchema, Type } from 'typebox'
import { doneEnvelope } from '../../../contract/envelope.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { type Part, type Route, urlOf } from '../../../contract/route.ts'
import { type BodyKind, languageOf } from './envelope.ts'
import { type EventStream, sendEvents } from './event-stream.ts'
import { type SentForm, withForm } from './form.ts'
import { JsonBytes } from './json-bytes.ts'
import { inSignedScope } from './signed.ts'
import { inUrlencodedScope } from './urlencoded.ts'

/** The person behind a request, where its route needs one. */
export interface Viewer {
  readonly user_id: number
}

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer | undefined
  }
}

/** What a handler is given: each part as the route's schema says. */
export interface Call<R extends Route> {
  readonly params: Part<R, 'params'>
  readonly query: Part<R, 'query'>
  readonly headers: Part<R, 'headers'>
  readonly body: Part<R, 'body'>
  /** Present on every route with a `form`. */
  readonly form: FormOf<R>
  /** Present on every route with `session: true`. */
  readonly viewer: R['session'] extends true ? Viewer : Viewer | undefined
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

type FormOf<R extends Route> = R extends { readonly form: infer F }
  ? SentForm<F extends { readonly fields: infer S extends TObject } ? Static<S> : object>
  : undefined

type Answer<R extends Route> = R extends { readonly picture: true }
  ? Picture
  : R extends { readonly download: string }
    ? Download
    : R extends { readonly stream: true }
      ? EventStream
      : Part<R, 'data'> | JsonBytes<Part<R, 'data'>>

/** A file that is answered instead of the envelope, for its viewer alone. */
export interface Download {
  readonly name: string
  readonly length: number
  readonly bytes: Readable
}

/** A picture that is answered instead of the envelope. */
export interface Picture {
  readonly type: `image/${string}`
  readonly bytes: Buffer
}

export type Handler<R extends Route> = (call: Call<R>) => Promise<Answer<R>>

/** Sets `request.viewer`; refuses where the route needs a session and there is none. */
export type Authenticate = (
  request: FastifyRequest,
  reply: FastifyReply,
  needed: boolean,
) => Promise<void>

/** What keeps requests out before anything is done for them. */
interface Admission {
  /** Whether what the route needs has no room for one more. */
  readonly isFull?: () => boolean
}

/** Serves one route of the contract: checks, envelope and language are the same for all. */
export function serveRoute<R extends Route>(
  app: FastifyInstance,
  authenticate: Authenticate,
  route: R,
  handler: Handler<R>,
  { isFull }: Admission = {},
): void {
  const done = {
    zh: doneEnvelope(route.done.zh),
    en: doneEnvelope(route.done.en),
  }
  // The bytes that serializing the whole answer would begin with.
  const begun = {
    zh: Buffer.from(`${JSON.stringify(done.zh).slice(0, -1)},"data":`),
    en: Buffer.from(`${JSON.stringify(done.en).slice(0, -1)},"data":`),
  }
  const serve = (scope: FastifyInstance) =>
    scope.route({
      method: route.method,
      url: urlOf(route.path),
      schema: {
        ...(route.params && { params: route.params }),
        ...(route.query && { querystring: route.query }),
        ...(route.headers && { headers: route.headers }),
        ...(route.body && { body: route.body }),
        ...(!isBare(route) && { response: { 200: envelopeOf(route.data) } }),
      },
      config: {
        allows: route.refusals,
        body_kind: bodyKindOf(route),
        streams: route.stream === true,
        signed: route.signed === true,
      },
      // Before the body is read: nothing of it is needed to refuse a missing session.
      onRequest: (request, reply) => {
        reply.header('cache-control', 'no-store')
        if (isFull?.()) return Promise.reject(new Refusal('overloaded'))
        return authenticate(request, reply, route.session)
      },
      preValidation: (request, _reply, done) => {
        trimQuery(request.query as Record<string, unknown>)
        done()
      },
      handler: async (request, reply) => {
        const { params, query, headers, body, viewer } = request
        const answer = (form?: SentForm<unknown>) => {
          const call = { params, query, headers, body, form, viewer, request, reply }
          return handler(call as unknown as Call<R>)
        }
        const data = await (route.form ? withForm(request, route.form, answer) : answer())
        if (route.picture) return sendPicture(reply, data as unknown as Picture)
        if (route.download) return sendDownload(reply, route.download, data as unknown as Download)
        if (route.stream) return sendEvents(reply, data as unknown as EventStream)
        if (route.literal) return reply.type('text/plain; charset=utf-8').send(route.literal)
        const language = languageOf(request)
        if (data instanceof JsonBytes) return sendJson(reply, begun[language], data)
        const envelope = done[language]
        return data === undefined ? envelope : { ...envelope, data }
      },
    })
  if (route.urlencoded) inUrlencodedScope(app, serve)
  else if (route.signed) inSignedScope(app, serve)
  else serve(app)
}

/** What people paste into an address bar comes with space around it. */
function trimQuery(query: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(query))
    if (typeof value === 'string') query[name] = value.trim()
}

/** Whether all going well is answered by something else than the envelope. */
const isBare = (route: Route) =>
  Boolean(route.picture || route.stream || route.literal || route.download)

/** The kind of body that a route reads. */
function bodyKindOf(route: Route): BodyKind {
  if (route.form) return 'form'
  return route.urlencoded ? 'urlencoded' : 'json'
}

const sendPicture = (reply: FastifyReply, { type, bytes }: Picture) => reply.type(type).send(bytes)

const sendDownload = (reply: FastifyReply, type: string, { name, length, bytes }: Download) =>
  reply
    .type(type)
    .headers({ 'content-length': length, 'content-disposition': `attachment; filename="${name}"` })
    .send(bytes)

const JSON_END = Buffer.from('}')

const sendJson = (reply: FastifyReply, begun: Buffer, value: JsonBytes<unknown>) =>
  reply.type('application/json; charset=utf-8').send(value.between(begun, JSON_END))

/** The contract's envelope around the `data` of one route. */
function envelopeOf(data: TSchema | undefined) {
  return Type.Object({
    errcode: Type.String(),
    errno: Type.String(),
    errmsg: Type.String(),
    ...(data && { data }),
  })
}
