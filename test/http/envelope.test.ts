import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PlaceBatch } from '../../server/orders/booking-queue.ts'
import { type Letting, openLetting } from '../harness/lettings.ts'
import { sendRaw } from '../harness/raw.ts'
import { openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
  letting = await openLetting(site)
})
afterAll(() => site.close())

const place = (body: unknown, headers: Record<string, string> = {}) =>
  letting.guest.call('POST', '/orders', { body, headers })
const stay = (start_date: string) => ({
  house_id: letting.house_id,
  start_date,
  end_date: start_date,
})

describe('every answer', () => {
  test('is JSON with a text errcode, and data only where there is some', async () => {
    const { guest } = letting
    for (const answer of [
      await guest.get('/session'),
      await guest.get('/orders/999999'),
      await guest.get('/nowhere'),
      await guest.call('PATCH', '/orders'),
      await place('{'),
      await place({}),
    ]) {
      expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
      expect(answer.errcode).toEqual(expect.any(String))
      expect(answer.errmsg).toEqual(expect.any(String))
    }
    const { headers: _, ...missing } = await guest.get('/orders/999999')
    expect(missing).not.toHaveProperty('data.field')
    expect(await (await fetch(`${site.origin}/api/v1.0/orders/1`)).json()).toEqual({
      errcode: '4101',
      errno: '4101',
      errmsg: '用户未登录',
      refusal: 'session_required',
    })
  })

  test('carries errno for old pages, and a refusal its name, whichever the language', async () => {
    const { guest } = letting
    expect(await guest.get('/session')).toMatchObject({ errcode: '0', errno: '0' })
    expect((await guest.get('/session')).refusal).toBeUndefined()
    const key = { 'accept-language': 'en' }
    for (const headers of [{}, key]) {
      const answers = [
        await guest.get('/orders/999999', { headers }),
        await guest.get('/nowhere', { headers }),
        await place({}, headers),
        await place('{', headers),
      ]
      expect(answers.map(({ errno, refusal }) => [errno, refusal])).toEqual([
        ['4002', 'order_missing'],
        ['4201', 'route_missing'],
        ['4103', 'params_missing'],
        ['4103', 'body_not_json'],
      ])
    }
  })

  test('says dates and names that are taken in errno as old pages know them', async () => {
    const { guest, host } = letting
    await place(stay('2026-12-15'))
    expect(await place(stay('2026-12-15'))).toMatchObject({
      errcode: '4003',
      errno: '4004',
      refusal: 'dates_taken',
    })
    expect(await host.put('/users/name', { name: '湖边人家' })).toMatchObject({ errno: '0' })
    expect(await guest.put('/users/name', { name: '湖边人家' })).toMatchObject({
      errcode: '4003',
      errno: '4001',
      refusal: 'name_taken',
    })
  })

  test('names its request', async () => {
    const paths = [
      '/session',
      '/nowhere',
      '/orders/%zz',
      '/orders/abc',
      `/orders/${'9'.repeat(200)}`,
    ]
    const seen = new Set<string | null>()
    for (const path of [...paths, ...paths]) {
      const { headers, status } = await letting.guest.get(path)
      expect(headers.get('x-request-id'), `${path}: ${status}`).toMatch(/^[\w.-]{8,64}$/)
      seen.add(headers.get('x-request-id'))
    }
    expect(seen.size).toBe(paths.length * 2)
  })

  test('takes the name that a trusted proxy gave, and no odd one', async () => {
    const name = 'proxy-0123456789'
    const ask = async (from: Site, given: string) =>
      (await from.visitor().get('/session', { headers: { 'x-request-id': given } })).headers.get(
        'x-request-id',
      )
    const behind = await site.another({ trust_proxy: true })
    expect(await ask(behind, name)).toBe(name)
    for (const odd of ['short', 'with space 123', 'x'.repeat(65), 'a"b\\c{d}efgh'])
      expect(await ask(behind, odd)).toMatch(/^[0-9a-f-]{36}$/)
    expect(await ask(site, name)).not.toBe(name)
    await behind.close()
  })
})

describe('the language of errmsg', () => {
  const ZH = '用户未登录'
  const EN = 'Please log in first'
  test.each([
    ['', ZH],
    ['zh-CN', ZH],
    ['zh-CN,zh;q=0.9,en;q=0.8', ZH],
    ['*', ZH],
    ['fr', ZH],
    ['en;q=0', ZH],
    ['en;q=oops', ZH],
    ['english', ZH],
    ['en;q=0.5,zh;q=0.6', ZH],
    ['en', EN],
    ['EN', EN],
    ['en-US', EN],
    ['en-US,en;q=0.9,zh-CN;q=0.8', EN],
    ['fr, en;q=0.3', EN],
    ['zh;q=0.2, en;q=0.3', EN],
    [','.repeat(2000), ZH],
  ])('%s', async (accepted, errmsg) => {
    const headers = { 'accept-language': accepted }
    const answer = await site.visitor().get('/user/orders', { headers })
    expect(answer).toMatchObject({ status: 200, errcode: '4101', errmsg })
  })

  test('never changes the errcode', async () => {
    const asked: [string, string, unknown?][] = [
      ['GET', '/session'],
      ['GET', '/houses/999999'],
      ['GET', '/orders/999999'],
      ['GET', '/nowhere'],
      ['PATCH', '/orders'],
      ['POST', '/orders', {}],
      ['POST', '/orders', stay('2020-01-01')],
      ['POST', '/orders', { ...stay('2026-12-09'), house_id: 999_999 }],
      ['POST', '/orders', '{'],
      ['PUT', '/orders/1/status', { action: 'accept' }],
      ['GET', '/orders/%zz'],
    ]
    for (const [method, path, body] of asked) {
      const ask = (language: string) =>
        letting.guest.call(method, path, { body, headers: { 'accept-language': language } })
      const [zh, en] = [await ask('zh'), await ask('en')]
      expect([en.status, en.errcode]).toEqual([zh.status, zh.errcode])
      expect(en.errmsg, path).toMatch(/^[\x20-\x7e]+$/)
      if (path !== '/session') expect(zh.errmsg, path).toMatch(/\p{Script=Han}/u)
    }
  })

  test('is told on success too', async () => {
    const answer = await place(stay('2026-12-09'), { 'accept-language': 'en' })
    expect(answer).toMatchObject({ errcode: '0', errmsg: 'Order placed' })
  })
})

describe('what never reached the business', () => {
  test.each([
    ['half of it', '{"house_id":', 'application/json'],
    ['a word', 'house', 'application/json'],
    ['trailing commas', '{"a":1,}', 'application/json'],
    ['two values', '{}{}', 'application/json'],
    ['a form', 'house_id=1&start_date=2026-12-05', 'application/x-www-form-urlencoded'],
    ['text', '{"house_id":1}', 'text/plain'],
    ['multipart', '--x\r\n', 'multipart/form-data; boundary=x'],
    ['XML', '<a/>', 'application/xml'],
    ['an odd type', '{}', 'json'],
  ])('400: a body that is not JSON: %s', async (_what, body, type) => {
    expect(await place(body, { 'content-type': type })).toMatchObject({
      status: 400,
      errcode: '4103',
    })
  })

  test.each([
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'APPLICATION/JSON',
  ])('%s is JSON', async (type) => {
    expect(await place('{}', { 'content-type': type })).toMatchObject({
      status: 200,
      errcode: '4103',
      errmsg: '参数不完整',
    })
  })

  test('400: a path that is not one, and bytes that are no HTTP', async () => {
    for (const path of ['/orders/%zz', '/orders/%', '/orders/%e0%a4%a', '/orders/%ff'])
      expect(await letting.guest.get(path), path).toMatchObject({ status: 400, errcode: '4103' })
    for (const bytes of [
      'nonsense\r\n\r\n',
      'BREW /api/v1.0/orders HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET / HTTP/9.9\r\nHost: x\r\n\r\n',
      'POST /api/v1.0/orders HTTP/1.1\r\nHost: x\r\nContent-Length: ten\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: x\r\nA: \u0000\r\n\r\n',
    ]) {
      const [answer] = await sendRaw(site.origin, bytes)
      expect(answer?.status, bytes.slice(0, 40)).toBe(400)
      expect(JSON.parse(answer?.body ?? '')).toEqual({
        errcode: '4103',
        errno: '4103',
        errmsg: '请求格式有误',
        refusal: 'request_malformed',
      })
    }
  })

  const API = '/api/v1.0'
  const ENDED = '\r\nConnection: close\r\n\r\n'

  test.each([
    ['400 without a Host', `GET ${API}/areas HTTP/1.1${ENDED}`, 400, 'request_malformed'],
    [
      '414',
      `GET ${API}/areas?${'x'.repeat(8_192)} HTTP/1.1\r\nHost: x${ENDED}`,
      414,
      'uri_too_long',
    ],
    ['414 without end', `GET /${'x'.repeat(20_000)}`, 414, 'uri_too_long'],
    ['417', `GET ${API}/areas HTTP/1.1\r\nHost: x\r\nExpect: x${ENDED}`, 417, 'expectation_failed'],
    [
      '431',
      `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(100_000)}${ENDED}`,
      431,
      'headers_too_large',
    ],
    [
      '431 of many',
      `GET / HTTP/1.1\r\nHost: x${'\r\na: b'.repeat(5_000)}${ENDED}`,
      431,
      'headers_too_large',
    ],
  ])('%s', async (_what, bytes, status, refusal) => {
    const [answer] = await sendRaw(site.origin, bytes)
    expect(answer?.status).toBe(status)
    expect(JSON.parse(answer?.body ?? '')).toMatchObject({ errcode: '4103', refusal })
  })

  test.each(['%', '[', '[::1', 'a b', 'x/y', 'x@y', 'x:y', '\u00ff', '<x>'])(
    '400: a Host that is none: %s',
    async (host) => {
      const asked = (path: string) =>
        sendRaw(site.origin, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/html${ENDED}`)
      for (const path of ['/', '/nowhere', `${API}/areas`]) {
        const [answer] = await asked(path)
        expect(answer?.status, path).toBe(400)
        expect(JSON.parse(answer?.body ?? '')).toMatchObject({ refusal: 'request_malformed' })
      }
    },
  )

  test.each(['ihome.example', 'IHOME:3000', 'my_app.internal', '127.0.0.1', '[::1]:80', ''])(
    'any other Host is fine: %s',
    async (host) => {
      const bytes = `GET ${API}/areas HTTP/1.1\r\nHost: ${host}${ENDED}`
      expect((await sendRaw(site.origin, bytes))[0]?.status).toBe(200)
    },
  )

  test('HTTP/1.0 needs no Host, and Expect: 100-continue is met', async () => {
    const old = `GET ${API}/areas HTTP/1.0\r\n\r\n`
    expect((await sendRaw(site.origin, old))[0]?.status).toBe(200)
    const careful =
      `POST ${API}/sessions HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\n` +
      `Content-Type: application/json\r\nContent-Length: 2${ENDED}{}`
    const answers = await sendRaw(site.origin, careful, 2)
    expect(answers.map(({ status }) => status)).toEqual([100, 200])
  })

  test('404: no such route', async () => {
    for (const path of ['/nowhere', '/orders/1/nowhere', '/orderss', '/Orders', '/session/1'])
      for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
        expect(await letting.guest.call(method, path), path).toMatchObject({
          status: 404,
          errcode: '4201',
          errmsg: '接口不存在',
        })
  })

  test.each([
    ['/orders', 'PUT', 'POST, GET, HEAD'],
    ['/orders', 'DELETE', 'POST, GET, HEAD'],
    ['/sessions', 'PUT', 'POST, GET, HEAD, DELETE'],
    ['/session', 'PUT', 'GET, DELETE, HEAD, POST'],
    ['/user/orders', 'POST', 'GET, HEAD'],
    ['/orders/1/status', 'GET', 'PUT'],
    ['/orders/1', 'PATCH', 'GET, HEAD'],
  ])('405: %s takes no %s', async (path, method, allow) => {
    const answer = await letting.guest.call(method, path)
    expect(answer).toMatchObject({ status: 405, errcode: '4201' })
    const told = answer.headers.get('allow')?.split(', ').sort()
    expect(told).toEqual(allow.split(', ').sort())
  })

  test('413: too large, told before it was sent', async () => {
    const head =
      `POST /api/v1.0/orders HTTP/1.1\r\nHost: x\r\nCookie: ${letting.guest.cookie()}\r\n` +
      'Content-Type: application/json\r\n'
    for (const bytes of [
      `${head}Content-Length: ${10 * 1024 * 1024}\r\n\r\n{"house_id":`,
      `${head}Transfer-Encoding: chunked\r\n\r\n40000\r\n${'x'.repeat(0x40000)}\r\n`,
    ]) {
      const [answer] = await sendRaw(site.origin, bytes)
      expect(answer?.status).toBe(413)
      expect(JSON.parse(answer?.body ?? '')).toMatchObject({ errcode: '4103' })
      expect(answer?.headers).toMatch(/x-request-id: /i)
    }
  })

  test.each(['gzip', 'br', 'deflate', 'identity, gzip', 'zstd'])('415: %s', async (encoding) => {
    const answer = await place('{}', { 'content-encoding': encoding })
    expect(answer).toMatchObject({ status: 415, errcode: '4103' })
  })

  test('422: a key that was used for another body', async () => {
    const key = { 'idempotency-key': 'envelope' }
    await place(stay('2026-12-20'), key)
    expect(await place(stay('2026-12-21'), key)).toMatchObject({ status: 422, errcode: '4201' })
  })

  test('500: our own fault, that names the request and tells nothing else', async () => {
    await sql`ALTER TABLE order_events RENAME TO elsewhere`.execute(site.database.kysely)
    const answer = await place(stay('2026-12-22'))
    const { rows } = await sql`SELECT 1 FROM held_nights WHERE nights @> date '2026-12-22'`.execute(
      site.database.kysely,
    )
    await sql`ALTER TABLE elsewhere RENAME TO order_events`.execute(site.database.kysely)
    expect(answer).toMatchObject({ status: 500, errcode: '4001', errmsg: '数据库错误' })
    expect(answer.data).toBeUndefined()
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(rows).toEqual([])
    expect((await place(stay('2026-12-22'))).errcode).toBe('0')
  })

  test('503: overloaded, with the time to come back', async () => {
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    // Nothing is decided until the gate opens: the queue fills.
    const decided: number[][] = []
    const decide: PlaceBatch = async (_database, _clock, requests) => {
      decided.push(requests.map(({ house_id }) => house_id))
      await gate
      return requests.map(() => ({ refusal: 'dates_taken' as const }))
    }
    const server = await site.another({ place: decide })
    const cookie = letting.guest.cookie() ?? ''
    const send = (house_id: number, sent: number) => {
      const body = JSON.stringify({ ...stay('2026-12-30'), house_id })
      const request =
        `POST /api/v1.0/orders HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
      return sendRaw(server.origin, request.repeat(sent), sent)
    }
    const refused = { status: 503, errcode: '4500', errmsg: '服务繁忙，请稍后再试' }
    const [wanted, other] = [letting.house_id, letting.house_id + 1]

    // A house that everybody wants leaves a quarter of the queue to the others.
    const crowd = send(wanted, 1_800)
    await expect.poll(() => lengthOf(server), SOON).toBe(1_500)
    const late = await server.visitor().post('/orders', stay('2026-12-30'), { cookie })
    expect(late).toMatchObject(refused)
    expect(late.headers.get('retry-after')).toMatch(/^\d+$/)
    const others = send(other, 600)
    await expect.poll(() => lengthOf(server), SOON).toBe(2_000)
    // Nothing is done for whoever finds it full, whoever they are.
    expect(await server.visitor().post('/orders', stay('2026-12-30'))).toMatchObject(refused)

    open()
    const statuses = [...(await crowd), ...(await others)].map((answer) => answer.status)
    expect(new Set(statuses)).toEqual(new Set([200, 503]))
    expect(statuses).toHaveLength(2_400)
    // Who wants another house goes with the next batch, past those who came before.
    expect(Map.groupBy(decided[1] ?? [], (house_id) => house_id).get(other)).toHaveLength(32)
    expect(decided[1]).toHaveLength(128)
    await server.close()
  })
})

/** However busy the machine is. */
const SOON = { timeout: 20_000 }

/** Requests waiting for a batch, as the operators see them. */
async function lengthOf(server: Site): Promise<number> {
  const metrics = await (await fetch(`${server.origin}/metrics`)).text()
  return Number(/^ihome_booking_queue_length (\d+)/m.exec(metrics)?.[1])
}
