import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ERRCODES } from '../../contract/errcodes.ts'
import { openSite, type Site } from '../harness/site.ts'

// Whatever bytes come: each connection ends, and whoever is answered reads an envelope or a page.
let site: Site
beforeAll(async () => {
  site = await openSite({ trust_proxy: true })
  // Half a request is not waited for as long as on a real site.
  site.app.server.requestTimeout = 2_000
})
afterAll(() => site.close())

const END_MS_MAX = 20_000
const AT_ONCE = 80

/** What asks for the body to be sent; the answer comes after it. */
const INTERIM = /^(HTTP\/1\.1 1\d\d [^\r]*\r\n\r\n)+/

/** Sends the bytes and resolves with what is answered until the server has closed the connection. */
function exchange(bytes: string, half_close = false): Promise<string> {
  const { hostname, port } = new URL(site.origin)
  const socket = connect(Number(port), hostname)
  const received: Buffer[] = []
  return new Promise((resolve, reject) => {
    socket.setTimeout(END_MS_MAX, () => socket.destroy(new Error('the connection did not end')))
    socket.on('data', (chunk) => received.push(chunk))
    socket.on('close', () =>
      resolve(Buffer.concat(received).toString('latin1').replace(INTERIM, '')),
    )
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // Closed while we still write: what was said before counts.
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error)
    })
    if (half_close) socket.end(bytes, 'latin1')
    else socket.write(bytes, 'latin1')
  })
}

/** The body of an answer that is not compressed, put together where it came in pieces. */
function bodyOf(head: string, rest: string): string {
  if (!/^transfer-encoding: chunked/im.test(head)) return rest
  let body = ''
  for (let left = rest; ; ) {
    const [size = ''] = left.split('\r\n', 1)
    const length = Number.parseInt(size, 16)
    if (!length) return body
    body += left.slice(size.length + 2, size.length + 2 + length)
    left = left.slice(size.length + 2 + length + 2)
  }
}

const CODES: ReadonlySet<string> = new Set(Object.values(ERRCODES))

function expectEnvelopeOrPage(text: string): void {
  const split = text.indexOf('\r\n\r\n')
  expect(split).toBeGreaterThan(0)
  const [head, rest] = [text.slice(0, split), text.slice(split + 4)]
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1])
  expect(status).toBeLessThan(500)
  if (status < 400 || rest === '') return
  const type = /^content-type: (.*)$/im.exec(head)?.[1]?.trim()
  expect(['text/html; charset=utf-8', 'application/json; charset=utf-8']).toContain(type)
  const body = bodyOf(head, rest)
  if (type?.startsWith('text/html')) expect(body).toMatch(/^<!doctype/i)
  else expect(CODES).toContain(JSON.parse(body).errcode)
}

const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'OPTIONS',
  'PATCH',
  'CONNECT',
  'get',
  'BREW',
  // Most of all what routes have.
  ...Array<string>(15).fill('GET'),
  ...Array<string>(5).fill('POST'),
]
const PIECES = [
  ...[
    '/',
    '//',
    '[',
    ']',
    '%',
    '%zz',
    '%00',
    '%2e%2e%2f',
    '..',
    '\\',
    '?',
    '#',
    ';',
    ':80',
    '@',
    '*',
  ],
  ...[
    'api/v1.0/',
    '%61pi/v1.0/',
    'houses',
    'houses/1',
    'orders',
    'session',
    'areas',
    'files/',
    'docs/',
  ],
  ...['dev/outbox', 'sandbox/cashier', 'assets/', 'payComplete.html', 'metrics', 'healthz'],
  ...[
    'http://',
    'https://x',
    'ftp://x/',
    '//[',
    '//:80',
    '?p=',
    '&sd=2026-02-30',
    '?q=%f0%9f',
    'é',
    'ÿ',
  ],
]
const target = fc
  .array(
    fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ maxLength: 4 })),
    {
      maxLength: 5,
    },
  )
  .map((pieces) => `/${pieces.join('').replace(/[\r\n ]/g, '')}`)
const whole = fc.oneof(
  { weight: 20, arbitrary: target },
  target.map((path) => `http://x${path}`),
  target.map((path) => path.slice(1) || '*'),
  fc.constantFrom(9_000, 20_000).map((length) => `/${'a'.repeat(length)}`),
)

const VALUES = [
  '',
  'x',
  '%',
  '[',
  '*/*',
  'text/html',
  '-1',
  '0',
  '99999999999999999999',
  '\u0001',
  'ÿ',
  'a,b',
  '"',
]
const value = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...VALUES) },
  fc.string({ maxLength: 8 }).map((text) => text.replace(/[\r\n]/g, '')),
  fc.constantFrom(5_000, 20_000).map((length) => 'v'.repeat(length)),
)
const NAMES = [
  ...['Host', 'Accept', 'Accept-Language', 'Accept-Encoding', 'Cookie', 'Origin', 'Sec-Fetch-Site'],
  ...['Content-Type', 'Content-Length', 'Content-Encoding', 'Transfer-Encoding', 'Expect', 'Range'],
  ...[
    'If-None-Match',
    'If-Modified-Since',
    'Upgrade',
    'Connection',
    'X-Forwarded-For',
    'X-Request-Id',
  ],
  ...['X-Forwarded-Host', 'X-Forwarded-Proto', 'Idempotency-Key', 'Last-Event-ID', 'bad name'],
]
const header = fc.tuple(fc.constantFrom(...NAMES), value).map(([name, said]) => `${name}: ${said}`)
const KNOWN = [
  'Accept: text/html',
  'Content-Type: application/json',
  'Content-Type: multipart/form-data; boundary=b',
  'Content-Type: application/x-www-form-urlencoded',
  'Content-Length: 5',
  'Transfer-Encoding: chunked',
  'Expect: 100-continue',
  'Upgrade: websocket\r\nConnection: Upgrade',
  'Host: x:y',
]

const request = fc
  .record({
    method: fc.constantFrom(...METHODS),
    target: whole,
    version: fc.oneof(
      { weight: 9, arbitrary: fc.constant('HTTP/1.1') },
      fc.constantFrom('HTTP/1.0', 'HTTP/2.0', ''),
    ),
    host: fc.oneof({ weight: 9, arbitrary: fc.constant(['Host: x']) }, fc.constant([])),
    headers: fc.array(fc.oneof(header, fc.constantFrom(...KNOWN)), { maxLength: 4 }),
    body: fc.constantFrom('', '{}', '12345', '5\r\n12345\r\n0\r\n\r\n', '--b\r\n\r\n', '\u0000ÿ'),
    half_close: fc.boolean(),
  })
  .map(({ method, target, version, host, headers, body, half_close }) => {
    const lines = [
      `${method} ${target} ${version}`,
      ...host,
      ...headers,
      'Connection: close',
      '',
      body,
    ]
    return { bytes: lines.join('\r\n'), half_close }
  })

test('whatever bytes come, they are answered in the envelope or with a page', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { minLength: AT_ONCE, maxLength: AT_ONCE }),
      async (requests) => {
        const answers = await Promise.all(
          requests.map(async (one) => ({ one, answer: await exchange(one.bytes, one.half_close) })),
        )
        for (const { one, answer } of answers)
          try {
            // Whoever hangs up before the answer is there need not be given it.
            if (!one.half_close || answer.length > 0) expectEnvelopeOrPage(answer)
          } catch (cause) {
            throw new Error(`${JSON.stringify(one)}\n${answer.slice(0, 400)}`, { cause })
          }
      },
    ),
    { numRuns: 5, endOnFailure: true },
  )
  expect(site.logged.filter((line) => line.includes('request failed'))).toEqual([])
})

test.each([
  '//[',
  '//:80',
  '//:80/houses',
  '/\\',
  '//',
  '/houses/1/%2e%2e/[',
  'http://[',
  'http://:80',
])('a person who goes to %s is told that there is no such page', async (target) => {
  const bytes = `GET ${target} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n`
  const answer = await exchange(bytes)
  expect(answer).toMatch(/^HTTP\/1\.1 (404|400) /)
  expectEnvelopeOrPage(answer)
})

test('a page asked by a whole address is the same page', async () => {
  const known = await site.another({ public_url: new URL('https://ihome.example') })
  const { hostname, port } = new URL(known.origin)
  const [whole, path] = await Promise.all(
    ['http://evil.example/search?p=2', '/search?p=2'].map(async (target) => {
      const { body } = await known.app.inject({
        url: target,
        headers: { host: `${hostname}:${port}`, accept: 'text/html' },
      })
      return body
    }),
  )
  expect(path).toContain('<link rel="canonical" href="https://ihome.example/search">')
  expect(whole).toContain('<link rel="canonical" href="https://ihome.example/search">')
  expect(whole).not.toContain('evil')
  await known.close()
})
