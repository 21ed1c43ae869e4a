import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { refusedEnvelope, signedStatusOf } from '../../../contract/envelope.ts'
import {
  type Language,
  REFUSALS,
  Refusal,
  type RefusalData,
  type RefusalName,
} from '../../../contract/refusals.ts'
import { isDatabaseError, isUnavailable } from '../database/database.ts'

const RETRY_AFTER_S = '1'

/** Chinese unless the caller prefers English. */
export function languageOf(request: FastifyRequest): Language {
  const accepted = request.headers['accept-language']
  if (!accepted) return 'zh'
  const english = weightOf(accepted, 'en')
  return english > 0 && english > weightOf(accepted, 'zh') ? 'en' : 'zh'
}

/** The highest weight that an Accept-Language header gives a language, 0 where it does not. */
function weightOf(accepted: string, language: string): number {
  let highest = 0
  for (const part of accepted.toLowerCase().split(',')) {
    const [tag = '', weight] = part.trim().split(/\s*;\s*q=/)
    if (tag !== language && !tag.startsWith(`${language}-`)) continue
    const value = weight === undefined ? 1 : Number(weight)
    if (value > highest) highest = value
  }
  return highest
}

export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  name: RefusalName,
  detail?: RefusalData,
): FastifyReply {
  const { signed } = request.routeOptions.config as { signed?: boolean }
  const status = signed ? signedStatusOf(name) : REFUSALS[name].status
  if ((status === 503 || status === 429) && !reply.hasHeader('retry-after'))
    reply.header('retry-after', RETRY_AFTER_S)
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .serializer((body: unknown) => body as string)
    .send(JSON.stringify(refusedEnvelope(name, languageOf(request), detail)))
}

const FASTIFY_REFUSALS: Readonly<Record<string, RefusalName>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'body_not_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body_not_json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body_not_json',
  FST_REQ_FILE_TOO_LARGE: 'body_too_large',
  FST_FILES_LIMIT: 'params_invalid',
  FST_FIELDS_LIMIT: 'params_invalid',
  FST_PARTS_LIMIT: 'params_invalid',
  FST_INVALID_JSON_FIELD_ERROR: 'params_invalid',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request_malformed',
  FST_ERR_BAD_URL: 'request_malformed',
  FST_ERR_MAX_PARAM_LENGTH: 'request_malformed',
  FST_STATIC_FORBIDDEN_PATH: 'route_missing',
}

/** The one error handler: what a thrown error means to the caller. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof Refusal) return sendRefusal(request, reply, error.refusal, error.detail)
  const { code, validation, statusCode } = error as FastifyError
  if (validation) return answerInvalid(error as FastifyError, request, reply)
  const known = FASTIFY_REFUSALS[code]
  if (known) return sendRefusal(request, reply, refusalForBodyKind(request, known))
  if (statusCode === 400) return sendRefusal(request, reply, 'request_malformed')
  request.log.error({ err: error }, 'request failed')
  if (isUnavailable(error)) return sendRefusal(request, reply, 'database_away')
  return sendRefusal(request, reply, isDatabaseError(error) ? 'database_fault' : 'server_fault')
}

/** The kind of body that a route reads, as its `config.body_kind` says; JSON where it says nothing. */
export type BodyKind = 'json' | 'form' | 'urlencoded'

const WRONG_BODY = {
  json: 'body_not_json',
  form: 'body_not_form',
  urlencoded: 'body_not_urlencoded',
} as const satisfies Record<BodyKind, RefusalName>

/** Names the kind of body that the route reads, where fastify only knows that it is not JSON. */
function refusalForBodyKind(request: FastifyRequest, name: RefusalName): RefusalName {
  const { body_kind } = request.routeOptions.config as { body_kind?: BodyKind }
  return name === 'body_not_json' ? WRONG_BODY[body_kind ?? 'json'] : name
}

/** The old site called a parameter missing when it was absent or empty in Python's sense. */
const EMPTY: readonly unknown[] = [undefined, null, '', 0, false]

function answerInvalid(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const absent = missingField(request, error.validationContext)
  const [first] = error.validation ?? []
  const field = absent ?? first?.instancePath.slice(1).replaceAll('/', '.')
  const { allows } = request.routeOptions.config as { allows?: readonly RefusalName[] }
  const name = absent && allows?.includes('params_missing') ? 'params_missing' : 'params_invalid'
  return sendRefusal(request, reply, name, {
    field: field || (error.validationContext ?? 'body'),
    problem: absent ? 'required' : (first?.message ?? 'invalid'),
  })
}

/** What is missing is told before what is wrong, whichever the validation met first. */
function missingField(request: FastifyRequest, part?: string): string | undefined {
  if (part !== 'body' && part !== 'querystring') return undefined
  const sent = part === 'body' ? request.body : request.query
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return undefined
  const schema = request.routeOptions.schema?.[part]
  const { required = [] } = (schema ?? {}) as { required?: string[] }
  return required.find((field) => EMPTY.includes((sent as Record<string, unknown>)[field]))
}
