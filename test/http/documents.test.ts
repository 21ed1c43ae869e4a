import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ERRCODES } from '../../contract/errcodes.ts'
import { API_PREFIX } from '../../contract/route.ts'
import { type Letting, openLetting, order } from '../harness/lettings.ts'
import { openSite, type Site } from '../harness/site.ts'

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: object }[]
  readonly requestBody?: { content: { 'application/json': { schema: object; example: unknown } } }
  readonly responses: Record<string, ResponseDocument>
  readonly 'x-errcodes': readonly string[]
}
interface ResponseDocument {
  readonly description: string
  readonly content: {
    'application/json'?: { schema: object; examples?: Record<string, { value: unknown }> }
  }
}

/** Their successful answer is no envelope. */
const BARE = [
  'downloadExport',
  'drawImageCode',
  'followEvents',
  'notifyPayment',
  'notifyByWechat',
  'notifyByStripe',
  'exportStay',
  'showPicture',
]

let site: Site
let letting: Letting
let order_id: number
// biome-ignore lint/suspicious/noExplicitAny: a document is looked into at many depths
let document: any
let operations: { method: string; path: string; operation: Operation }[]
const ajv = new Ajv2020({ strict: false, validateFormats: false })

beforeAll(async () => {
  site = await openSite()
  letting = await openLetting(site)
  order_id = await order(letting, '2026-12-20')
  document = await (await fetch(`${site.origin}${API_PREFIX}/openapi.json`)).json()
  operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        operation,
      })),
  )
})
afterAll(() => site.close())

describe('the interface document', () => {
  test('is OpenAPI 3.1 of this very site', async () => {
    const answer = await fetch(`${site.origin}${API_PREFIX}/openapi.json`)
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    expect(document.openapi).toMatch(/^3\.1\.\d+$/)
    expect(document.info).toMatchObject({
      title: expect.any(String),
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    })
    expect(document.servers).toEqual([{ url: API_PREFIX }])
    const known = ['openapi', 'info', 'servers', 'tags', 'components', 'paths']
    expect(Object.keys(document).filter((key) => !known.includes(key))).toEqual([])
    expect(operations.length).toBeGreaterThan(0)
  })

  test('has an id, a summary and a tag for every operation', () => {
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    const tags = document.tags.map((tag: { name: string }) => tag.name)
    for (const { operation } of operations) {
      expect(operation.summary).toMatch(/\p{Script=Han}/u)
      expect(operation.tags).toHaveLength(1)
      expect(tags).toContain(operation.tags[0])
    }
  })

  test('names every parameter of every path, and only those', () => {
    for (const { path, operation } of operations) {
      const inPath = operation.parameters.filter((one) => one.in === 'path')
      const braces = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(path).toMatch(/^\/[\w/{}]+$/)
      expect(inPath.map((one) => one.name).sort()).toEqual(braces.sort())
      expect(inPath.every((one) => one.required)).toBe(true)
      for (const one of operation.parameters) expect(['path', 'query', 'header']).toContain(one.in)
    }
  })

  test('has schemas that are JSON Schemas, and examples that they allow', () => {
    for (const { path, operation } of operations) {
      for (const { schema } of operation.parameters) ajv.compile(schema)
      const body = operation.requestBody?.content['application/json']
      if (body) expect(ajv.validate(body.schema, body.example), path).toBe(true)
      for (const [status, response] of Object.entries(operation.responses)) {
        const { schema, examples } = response.content['application/json'] ?? { schema: {} }
        expect(status).toMatch(/^[2-5]\d\d$/)
        expect(response.description.length).toBeGreaterThan(0)
        const validate = ajv.compile(schema)
        for (const [name, { value }] of Object.entries(examples ?? {}))
          expect(validate(value), `${path} ${name}: ${JSON.stringify(validate.errors)}`).toBe(true)
      }
    }
  })

  test('lists the errcodes of every operation with an example of each', () => {
    const codes = new Map<string, string>(
      Object.entries(ERRCODES).map(([name, code]) => [`${code} ${name}`, code]),
    )
    for (const { path, operation } of operations) {
      const listed = operation['x-errcodes']
      if (!BARE.includes(operation.operationId)) expect(listed[0]).toBe('0 OK')
      expect(new Set(listed).size).toBe(listed.length)
      const examples = operation.responses['200']?.content['application/json']?.examples ?? {}
      const shown = new Set(
        Object.values(examples).map(({ value }) => (value as { errcode: string }).errcode),
      )
      expect([...shown].sort(), path).toEqual(listed.map((one) => codes.get(one)).sort())
    }
  })

  test('says which operations need a session, and they do', async () => {
    expect(document.components.securitySchemes.session).toMatchObject({
      type: 'apiKey',
      in: 'cookie',
      name: 'ihome_session',
    })
    for (const { method, path, operation } of operations) {
      const guarded = 'security' in operation
      expect(operation['x-errcodes'].includes('4101 SESSIONERR') || !guarded).toBe(true)
      const answer = await site.visitor().call(method, path.replace('{id}', '1'))
      if (guarded) expect(answer, path).toMatchObject({ status: 200, errcode: '4101' })
      else if (
        operation.operationId !== 'showSession' &&
        operation.operationId !== 'showSessionAsBefore'
      )
        expect(answer.errcode, path).not.toBe('4101')
    }
  })
})

describe('the document and the server', () => {
  test('have the same paths', () => {
    const served = addressesOf(site.app.printRoutes({ commonPrefix: false, includeHooks: false }))
    const below = served.filter((one) => one.startsWith(`${API_PREFIX}/`))
    const documented = operations.map(({ path }) => path.replace(/\{(\w+)\}/g, ':$1'))
    expect(below.sort()).toEqual(
      [...new Set([...documented, '/openapi.json'])].map((path) => API_PREFIX + path).sort(),
    )
  })

  test('agree that every documented operation is there', async () => {
    for (const { method, path } of operations) {
      const { status } = await site.visitor().call(method, path.replace('{id}', String(order_id)))
      expect([404, 405], `${method} ${path}`).not.toContain(status)
    }
  })

  test('agree that no other is: 405 with the methods that are', async () => {
    const paths = Map.groupBy(operations, ({ path }) => path)
    for (const [path, same] of paths) {
      const documented = same.map(({ method }) => method)
      const allowed = [...documented, ...(documented.includes('GET') ? ['HEAD'] : [])].sort()
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        if (allowed.includes(method)) continue
        const url = site.origin + API_PREFIX + path.replace('{id}', String(order_id))
        const answer = await fetch(url, { method })
        expect(answer.status, `${method} ${path}`).toBe(405)
        expect(answer.headers.get('allow')?.split(', ').sort(), `${method} ${path}`).toEqual(
          allowed,
        )
      }
    }
  })

  test('agree on what a request may be refused for, whatever it carries', async () => {
    const odd: [unknown, Record<string, string>][] = [
      ['{', { 'content-type': 'application/json' }],
      ['a=1', { 'content-type': 'application/x-www-form-urlencoded' }],
      ['x', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
      [undefined, { 'content-encoding': 'gzip' }],
      ['x'.repeat(200_000), { 'content-type': 'application/json' }],
    ]
    const disagreements: string[] = []
    for (const { method, path } of operations)
      for (const [body, headers] of odd) {
        if (method === 'GET' && body !== undefined) continue
        // The client throws where the answer is not one that the document has.
        await letting.guest
          .call(method, path.replace('{id}', '1'), { body, headers })
          .catch((error: Error) => disagreements.push(error.message))
      }
    expect(disagreements).toEqual([])
  })
})

describe('the page of the document', () => {
  const get = (path: string) => fetch(new URL(path, site.origin), { redirect: 'manual' })

  test('is whole without the internet', async () => {
    const page = await get('/docs')
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toMatch(/^text\/html/)
    const html = await page.text()
    const links = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link ?? '')
    expect(links.length).toBeGreaterThan(3)
    for (const link of links) {
      expect(new URL(link, `${site.origin}/docs`).origin).toBe(site.origin)
      const asset = await get(link)
      expect(asset.status, link).toBe(200)
      const text = await asset.text()
      if (link.endsWith('.css')) expect(text).not.toMatch(/@import|url\(["']?(https?:)?\/\//)
    }
    expect(html).not.toMatch(/<script[^>]*>[^<\s]/)
  })

  test('may not load anything from elsewhere', async () => {
    const policy = (await get('/docs')).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).not.toMatch(/https?:|\*|\.io/)
    const start = await (await get('/docs/static/swagger-initializer.js')).text()
    expect(start).toMatch(/validatorUrl: null/)
  })

  test('reads this document', async () => {
    const start = await (await get('/docs/static/swagger-initializer.js')).text()
    const [, path = ''] = /url: resolveUrl\('\.\/([^']+)'\)/.exec(start) ?? []
    expect(await (await get(`/docs/${path}`)).json()).toEqual(document)
  })
})

/** The addresses in the router's drawing of its tree, where a line continues the one above it. */
function addressesOf(tree: string): string[] {
  const above: string[] = []
  return tree.split('\n').flatMap((line) => {
    const [, indent, part = ''] = /^([^\w/:*]*)── (\S*) \(/.exec(line) ?? []
    if (indent === undefined) return []
    const depth = indent.length / 4
    above.length = Math.floor(depth)
    above.push(part)
    return [above.join('')]
  })
}
