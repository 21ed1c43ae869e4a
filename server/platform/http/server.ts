import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { Refusal } from '../../../contract/refusals.ts'
import { API_PREFIX, type Route, urlOf } from '../../../contract/route.ts'
import { answerBroken, answerUnusual } from './broken-requests.ts'
import { boundConnections, type ConnectionBounds } from './connections.ts'
import { isCrossSiteWrite } from './cross-site.ts'
import { answerError, sendRefusal } from './envelope.ts'
import { lazySchemas } from './lazy-schemas.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { Metrics } from './metrics.ts'
import { headProblem, targetOf } from './request-head.ts'
import { type TrustProxy, trustOf } from './trusted-proxies.ts'

const BODY_BYTES_MAX = 100 * 1024
/** Time for a request to arrive whole; for its head alone; and how often that is looked after. */
const REQUEST_MS_MAX = 30_000
const HEAD_MS_MAX = 10_000
const LOOK_EVERY_MS = 1_000
/** Whoever has not taken or sent a byte for so long is gone; a stream says something every 25 s. */
const SILENCE_MS_MAX = 60_000
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
const REQUEST_ID = /^[\w.-]{8,64}$/

export interface HttpOptions extends ConnectionBounds {
  readonly log: FastifyBaseLogger
  readonly metrics: Metrics
  readonly lifecycle: Lifecycle
  readonly trust_proxy: TrustProxy
  readonly public_url: URL | undefined
  /** Answers a person's browser that asked for a page which is not there. */
  readonly answerMissingPage?: (request: FastifyRequest, reply: FastifyReply) => unknown
}

/** A fastify instance with what every route shares: ids, logs, metrics, limits and the envelope. */
export function createHttpServer(options: HttpOptions): FastifyInstance {
  const { log, metrics } = options
  const trust = trustOf(options.trust_proxy)
  const app: FastifyInstance = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trust,
    requestIdHeader: false,
    genReqId: (request) => requestId(request, trust !== false),
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_MS_MAX,
    connectionTimeout: SILENCE_MS_MAX,
    http: {
      headersTimeout: HEAD_MS_MAX,
      connectionsCheckingInterval: LOOK_EVERY_MS,
      // Node would refuse it without a word; headProblem does, in the envelope.
      requireHostHeader: false,
    },
    return503OnClosing: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 100 },
    // Nothing is coerced, dropped or filled in: a value of the wrong type is an error.
    schemaController: lazySchemas as never,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false } },
    frameworkErrors: answerUnrouted,
    clientErrorHandler: answerBroken,
  })
  boundConnections(app.server, options, trust, metrics)
  answerUnusual(app.server)
  app.decorateRequest('viewer', undefined)
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request, reply) =>
    isForPerson(request) && options.answerMissingPage
      ? options.answerMissingPage(request, reply)
      : sendRefusal(request, reply, 'route_missing'),
  )
  readJsonOnly(app)
  followRequests(app, options)
  return app
}

/** A browser that goes to an address says that it takes HTML; scripts and programs do not. */
const isForPerson = (request: FastifyRequest): boolean =>
  (request.method === 'GET' || request.method === 'HEAD') &&
  !targetOf(request).path.startsWith(`${API_PREFIX}/`) &&
  request.headers.accept?.includes('text/html') === true

function requestId(request: IncomingMessage, trusted: boolean): string {
  const given = request.headers['x-request-id']
  return trusted && typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID()
}

/** What cannot even be matched with a route passes no hook: it gets its id and its line here. */
function answerUnrouted(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  reply.header('x-request-id', request.id)
  answerError(error, request, reply)
  const { method } = request
  request.log.info({ method, route: '(none)', status: reply.statusCode }, 'answered')
}

/** An absent body is an empty one, so that the answer can name the parameters that are missing. */
function readJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, {})
    return parse(request, body as string, done)
  })
  app.addHook('preValidation', (request, _reply, done) => {
    if (request.body === undefined) request.body = {}
    done()
  })
}

function followRequests(app: FastifyInstance, { metrics, lifecycle, public_url }: HttpOptions) {
  app.addHook('onRequest', (request, reply, done) => {
    lifecycle.began()
    // Also when the client goes away before its answer.
    reply.raw.once('close', lifecycle.ended)
    reply.header('x-request-id', request.id)
    reply.header('x-content-type-options', 'nosniff')
    if (lifecycle.draining) {
      reply.header('connection', 'close')
      return done(new Refusal('shutting_down'))
    }
    const problem = headProblem(request)
    if (problem) return done(new Refusal(problem))
    if (isCrossSiteWrite(request, public_url)) return done(new Refusal('cross_site'))
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const { method, viewer } = request
    // The pattern, not the address: addresses carry mobile numbers and codes.
    const route = request.routeOptions.url ?? '(none)'
    const status = reply.statusCode
    // A stream is open for as long as somebody listens: that is no time to an answer.
    const { streams } = request.routeOptions.config as { streams?: boolean }
    if (!streams) metrics.requests.observe({ method, route, status }, reply.elapsedTime / 1000)
    const ms = Math.round(reply.elapsedTime * 100) / 100
    request.log.info({ method, route, status, ms, user_id: viewer?.user_id }, 'answered')
    done()
  })
}

/** For every path of the contract, the methods it does not have: 405 with those it has. */
export function refuseOtherMethods(app: FastifyInstance, routes: readonly Route[]): void {
  for (const [path, same] of Map.groupBy(routes, (route) => route.path)) {
    const methods = new Set<string>(same.map((route) => route.method))
    if (methods.has('GET')) methods.add('HEAD')
    const allow = [...methods].join(', ')
    app.route({
      method: METHODS.filter((method) => !methods.has(method)),
      url: urlOf(path),
      handler: (request, reply) =>
        sendRefusal(request, reply.header('allow', allow), 'method_not_allowed'),
    })
  }
}
