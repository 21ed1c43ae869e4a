import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  anotherHouse,
  countRows,
  type Letting,
  openLetting,
  order,
  orderIn,
  traceOf,
} from '../harness/lettings.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
  letting = await openLetting(site)
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.set(NOON)
  letting = await anotherHouse(letting)
})

const STAY = { start_date: '2026-12-05', end_date: '2026-12-06' }
const REFUSED = { status: 200, errcode: '4201', errmsg: '非法请求：来自其他网站' }

const place = (headers: Record<string, string>, { guest, house_id } = letting) =>
  guest.post('/orders', { house_id, ...STAY }, headers)

const FROM_ELSEWHERE: [string, Record<string, string>][] = [
  ['another host', { origin: 'https://evil.example' }],
  ['another port of this host', { origin: 'http://127.0.0.1:1' }],
  ['a host that begins like this one', { origin: 'http://127.0.0.1.evil.example' }],
  ['nowhere', { origin: 'null' }],
  ['nonsense', { origin: '://' }],
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['a sister site', { 'sec-fetch-site': 'same-site' }],
  [
    'another site, from its origin',
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  ],
  [
    'another host that says it is forwarded',
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
  ],
]

describe('a write that a browser was made to send', () => {
  test.each(FROM_ELSEWHERE)('by %s is refused and changes nothing', async (_what, headers) => {
    const before = await countRows(site)
    expect(await place({ ...headers, 'idempotency-key': 'a' })).toMatchObject(REFUSED)
    expect(await countRows(site)).toEqual(before)
  })

  test('is refused on every route that writes', async () => {
    const headers = { origin: 'https://evil.example' }
    const waiting = await order(letting, '2026-12-05')
    const finished = await orderIn(letting, 'WAIT_COMMENT', '2026-12-07')
    const traces = [await traceOf(site, waiting), await traceOf(site, finished)]
    const { guest, host } = letting
    const { mobile } = guest.person
    const answers = [
      await host.put(`/orders/${waiting}/status`, { action: 'accept' }, headers),
      await guest.put(`/orders/${waiting}/status`, { action: 'cancel' }, headers),
      await guest.put(`/orders/${finished}/comment`, { comment: '好' }, headers),
      await site.visitor().post('/sessions', { mobile, password: 'x' }, headers),
      await guest.call('DELETE', '/session', { headers }),
    ]
    for (const answer of answers) {
      expect(answer).toMatchObject(REFUSED)
      expect(answer.headers.getSetCookie()).toEqual([])
    }
    expect([await traceOf(site, waiting), await traceOf(site, finished)]).toEqual(traces)
    expect((await guest.get('/session')).errcode).toBe('0')
  })

  test('is told in English too', async () => {
    const answer = await place({ origin: 'null', 'accept-language': 'en' })
    expect(answer).toMatchObject({
      status: 200,
      errcode: '4201',
      errmsg: expect.stringContaining('another site'),
    })
  })
})

describe('a write of our own', () => {
  test.each([
    ['from our origin', () => ({ origin: site.origin })],
    ['from our page', () => ({ origin: site.origin, 'sec-fetch-site': 'same-origin' })],
    ['that a person typed', () => ({ 'sec-fetch-site': 'none' })],
    ['from a program', () => ({})],
    ['with the token of the old pages', () => ({ 'x-csrftoken': 'undefined' })],
    ['from our page with that token', () => ({ origin: site.origin, 'x-csrftoken': 'a.b-c' })],
  ])('%s is done', async (_what, headers) => {
    expect((await place(headers())).errcode).toBe('0')
  })

  test('may come from the address that people know the site by', async () => {
    const server = await site.another({ public_url: new URL('https://ihome.example/') })
    const visitor = server.visitor()
    // By https the same session has the name that no other host can set.
    const cookie = `__Host-${/ihome_session=[^;]+/.exec(letting.guest.cookie() ?? '')?.[0]}`
    const body = { house_id: letting.house_id, ...STAY }
    const from = (origin: string) => visitor.post('/orders', body, { cookie, origin })
    expect(await from('https://ihome.example:8443')).toMatchObject(REFUSED)
    expect(await from('https://www.ihome.example')).toMatchObject(REFUSED)
    expect((await from('https://ihome.example')).errcode).toBe('0')
    await server.close()
  })

  test('does not come by http where the site has https', async () => {
    const by_setting = await site.another({ public_url: new URL('https://ihome.example/') })
    const by_proxy = await site.another({ trust_proxy: 'loopback' })
    const send = (server: Site, headers: Record<string, string>) =>
      server.app.inject({
        method: 'POST',
        url: '/api/v1.0/session',
        headers: { host: 'ihome.example', 'content-type': 'application/json', ...headers },
        body: '{}',
      })
    const [plain, secure] = [
      { origin: 'http://ihome.example' },
      { origin: 'https://ihome.example' },
    ]
    const https = { 'x-forwarded-proto': 'https' }
    const refused = { refusal: 'cross_site' }
    const taken = { refusal: 'params_missing' }
    expect((await send(by_setting, plain)).json()).toMatchObject(refused)
    expect((await send(by_setting, secure)).json()).toMatchObject(taken)
    expect((await send(by_proxy, { ...plain, ...https })).json()).toMatchObject(refused)
    expect((await send(by_proxy, { ...secure, ...https })).json()).toMatchObject(taken)
    // What a proxy that ends TLS does not say, nobody can hold against the page.
    expect((await send(site, plain)).json()).toMatchObject(taken)
    expect((await send(site, secure)).json()).toMatchObject(taken)
    await by_setting.close()
    await by_proxy.close()
  })

  test('may come through a proxy that rewrites Host, where the site knows its address', async () => {
    const server = await site.another({ public_url: new URL('https://stay.example/') })
    // The host that the server sees is the proxy's own name for it, and no browser tells more.
    const send = (origin: string) =>
      server.app.inject({
        method: 'POST',
        url: '/api/v1.0/session',
        headers: { host: 'ihome-1.internal:3000', origin, 'content-type': 'application/json' },
        body: '{}',
      })
    expect((await send('https://stay.example')).json()).toMatchObject({ refusal: 'params_missing' })
    expect((await send('https://evil.example')).json()).toMatchObject({ refusal: 'cross_site' })
    await server.close()
  })

  test('may come through a trusted proxy that names the host', async () => {
    const server = await site.another({ trust_proxy: 'loopback' })
    const headers = {
      cookie: letting.guest.cookie() ?? '',
      origin: 'https://ihome.example',
      'x-forwarded-host': 'ihome.example',
    }
    const body = { house_id: letting.house_id, ...STAY }
    expect((await server.visitor().post('/orders', body, headers)).errcode).toBe('0')
    await server.close()
  })
})

test.each(FROM_ELSEWHERE)('a read from %s is answered', async (_what, headers) => {
  expect((await letting.guest.get('/session', { headers })).errcode).toBe('0')
})
