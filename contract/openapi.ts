import type { TSchema } from 'typebox'
import { doneEnvelope, errcodeOf, refusedEnvelope, signedStatusOf } from './envelope.ts'
import { ERRCODES } from './errcodes.ts'
import { ERRNO_IS, refusalOf } from './openapi-refusals.ts'
import { REFUSALS, type RefusalName } from './refusals.ts'
import { API_PREFIX, type Route } from './route.ts'

/** Refusals that any route may answer, whatever it does. */
const ANYWHERE: readonly RefusalName[] = [
  'server_fault',
  'database_fault',
  'database_away',
  'overloaded',
  'shutting_down',
  'too_many_requests',
  'request_malformed',
  'media_unsupported',
  'request_timeout',
  'uri_too_long',
  'expectation_failed',
  'headers_too_large',
]
/** Refusals of methods that may carry a body, whether the route reads it or not. */
const WRITES: readonly RefusalName[] = ['cross_site', 'body_too_large']

const bodyRefusalOf = (route: Route): RefusalName =>
  route.urlencoded ? 'body_not_urlencoded' : 'body_not_json'

/** Instead of the envelope, success is a picture or a word that the caller prescribes. */
const answersOtherwise = (route: Route) =>
  Boolean(route.picture || route.stream || route.literal || route.download)

/** Every refusal that a route can answer: its own, and those that its shape brings. */
function refusalsOf(route: Route): RefusalName[] {
  return [
    ...(route.session ? (['session_required'] as const) : []),
    ...route.refusals,
    ...(route.method === 'GET' ? [] : [...WRITES, bodyRefusalOf(route)]),
    ...(route.form ? (['body_not_form'] as const) : []),
    ...ANYWHERE,
  ]
}

/** The OpenAPI 3.1 document of the routes; nothing in it is written twice. */
export function openApiOf(routes: readonly Route[], version: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: operationOf(route),
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'ihome 爱家租房',
      version,
      description:
        '所有答复都是同一信封：`errcode` 为字符串，`"0"` 表示成功；HTTP 状态只说明传输。' +
        '拒绝时 `refusal` 为其固定的英文名称；`errno` 供旧站客户端使用。' +
        '金额单位为分（或本站货币的最小单位，见 /payments/providers），日期首尾都计入，时间为站点时区。请求头 `Accept-Language: en` 得到英文 errmsg。',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: API_PREFIX }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'ihome_session',
          description: 'https 站点上名为 `__Host-ihome_session`；同名 cookie 有两个时视为未登录。',
        },
      },
    },
    paths,
  }
}

function operationOf(route: Route) {
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description && { description: route.description }),
    ...(route.deprecated && { deprecated: true }),
    ...(route.session && { security: [{ session: [] }] }),
    parameters: [
      ...parametersOf('path', route.params),
      ...parametersOf('query', route.query),
      ...parametersOf('header', route.headers),
    ],
    ...(route.body && {
      requestBody: {
        required: true,
        content: {
          [route.urlencoded ? 'application/x-www-form-urlencoded' : 'application/json']: {
            schema: route.body,
            ...(route.example.body !== undefined && { example: route.example.body }),
          },
        },
      },
    }),
    ...(route.form && { requestBody: formOf(route.form) }),
    ...(route.signed && { requestBody: SIGNED_BODY }),
    responses: responsesOf(route),
    'x-errcodes': errcodesOf(route),
  }
}

const SIGNED_BODY = { required: true, content: { 'application/json': { schema: {} } } }

function formOf({ file, fields }: NonNullable<Route['form']>) {
  const picture = { type: 'string', contentMediaType: 'application/octet-stream' }
  const schema = {
    type: 'object',
    required: [file, ...(fields?.required ?? [])],
    properties: { [file]: picture, ...fields?.properties },
  }
  return { required: true, content: { 'multipart/form-data': { schema } } }
}

function parametersOf(place: 'path' | 'query' | 'header', schema: Route['params']) {
  return Object.entries(schema?.properties ?? {}).map(([name, value]) => ({
    name,
    in: place,
    required: place === 'path' || ((schema?.required ?? []) as readonly string[]).includes(name),
    schema: value,
  }))
}

const statusOf = (route: Route, name: RefusalName) =>
  route.signed ? signedStatusOf(name) : REFUSALS[name].status

/** One response per HTTP status; what a 200 says is told by its errcode. */
function responsesOf(route: Route) {
  const byStatus = Map.groupBy(refusalsOf(route), (name) => statusOf(route, name))
  const answered = byStatus.get(200) ?? []
  const responses: Record<string, unknown> = {
    200: {
      description: describe('已处理，结果见 errcode', answered),
      content: {
        // Who goes by the status alone is answered nothing but a word with 200.
        ...(!(route.signed && answered.length === 0) && {
          'application/json': {
            schema: answeredOf(route, answered),
            examples: examplesOf(route, answered),
          },
        }),
        ...(route.picture && { 'image/png': {} }),
        ...(route.download && { [route.download]: {} }),
        ...(route.stream && { 'text/event-stream': streamOf(route) }),
        ...(route.literal && { 'text/plain': { schema: { const: route.literal } } }),
      },
    },
  }
  for (const [status, names] of byStatus) {
    if (status === 200) continue
    responses[status] = {
      description: describe('未进入业务处理', names),
      content: { 'application/json': { schema: refusalOf(names) } },
    }
  }
  return responses
}

/** OpenAPI 3.1 has no word for the events of a stream: `x-event-data` is the schema of their data. */
function streamOf(route: Route) {
  const example = `id: 77\nevent: notice\ndata: ${JSON.stringify(route.example.data)}\n\n`
  return { schema: { type: 'string' }, 'x-event-data': route.data, example }
}

function answeredOf(route: Route, refusals: readonly RefusalName[]) {
  if (answersOtherwise(route)) return refusalOf(refusals)
  // An enumeration of nothing would be no schema.
  if (refusals.length === 0) return successOf(route)
  return { oneOf: [successOf(route), refusalOf(refusals)] }
}

function successOf(route: Route) {
  return {
    type: 'object',
    required: ['errcode', 'errno', 'errmsg', ...(route.data ? ['data'] : [])],
    properties: {
      errcode: { const: ERRCODES.OK },
      errno: { const: ERRCODES.OK, description: ERRNO_IS },
      errmsg: { enum: [...new Set([route.done.zh, route.done.en])] },
      ...(route.data && { data: route.data as TSchema }),
    },
    additionalProperties: false,
  }
}

function examplesOf(route: Route, answered: readonly RefusalName[]) {
  const success = {
    ...doneEnvelope(route.done.zh),
    ...(route.example.data !== undefined && { data: route.example.data }),
  }
  const refused = answered.map((name) => [
    name,
    { summary: REFUSALS[name].zh, value: refusedEnvelope(name, 'zh') },
  ])
  const done = answersOtherwise(route) ? {} : { ok: { summary: route.done.zh, value: success } }
  return { ...done, ...Object.fromEntries(refused) }
}

function errcodesOf(route: Route) {
  const own = refusalsOf(route).filter((name) => statusOf(route, name) === 200)
  const done = answersOtherwise(route) ? [] : ['OK']
  return [...done, ...new Set(own.map((name) => REFUSALS[name].errcode))].map(
    (name) => `${ERRCODES[name as keyof typeof ERRCODES]} ${name}`,
  )
}

const describe = (intro: string, names: readonly RefusalName[]) =>
  [
    `${intro}：`,
    '',
    ...names.map((name) => `- \`${errcodeOf(name)}\` \`${name}\` ${REFUSALS[name].zh}`),
  ].join('\n')
