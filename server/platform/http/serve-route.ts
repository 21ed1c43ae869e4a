import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type TSchema, Type } from 'typebox'
import { type Part, type Route, urlOf } from '../../../contract/route.ts'
import { languageOf } from './envelope.ts'

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
  /** Present on every route with `session: true`. */
  readonly viewer: R['session'] extends true ? Viewer : Viewer | undefined
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export type Handler<R extends Route> = (call: Call<R>) => Promise<Part<R, 'data'>>

/** Sets `request.viewer`; refuses where the route needs a session and there is none. */
export type Admit = (request: FastifyRequest, reply: FastifyReply, needed: boolean) => Promise<void>

/** Serves one route of the contract: checks, envelope and language are the same for all. */
export function serveRoute<R extends Route>(
  app: FastifyInstance,
  admit: Admit,
  route: R,
  handler: Handler<R>,
): void {
  const done = {
    zh: { errcode: '0', errmsg: route.done.zh },
    en: { errcode: '0', errmsg: route.done.en },
  }
  app.route({
    method: route.method,
    url: urlOf(route.path),
    schema: {
      ...(route.params && { params: route.params }),
      ...(route.query && { querystring: route.query }),
      ...(route.headers && { headers: route.headers }),
      ...(route.body && { body: route.body }),
      response: { 200: envelopeOf(route.data) },
    },
    config: { allows: route.refusals },
    // Before the body is read: who may not come in need not be listened to.
    onRequest: (request, reply) => {
      reply.header('cache-control', 'no-store')
      return admit(request, reply, route.session)
    },
    handler: async (request, reply) => {
      const { params, query, headers, body, viewer } = request
      const data = await handler({
        params,
        query,
        headers,
        body,
        viewer,
        request,
        reply,
      } as Call<R>)
      const envelope = done[languageOf(request)]
      return data === undefined ? envelope : { ...envelope, data }
    },
  })
}

/** The contract's envelope around the `data` of one route. */
function envelopeOf(data: TSchema | undefined) {
  return Type.Object({
    errcode: Type.String(),
    errmsg: Type.String(),
    ...(data && { data }),
  })
}
