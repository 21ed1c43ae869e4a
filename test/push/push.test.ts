import { createPublicKey, verify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dayAfter, type Letting, openLetting, order } from '../harness/lettings.ts'
import { PASSWORD } from '../harness/people.ts'
import { makePushBrowser } from '../harness/push-browser.ts'
import { type Member, openSite, type Site } from '../harness/site.ts'

interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

const received: Received[] = []
let status = 201
/** How many answers to come say that the service is busy. */
let failures = 0
let service: Server
let origin: string
let site: Site
let letting: Letting

beforeAll(async () => {
  service = createServer(async (request, response) => {
    const body = await buffer(request)
    received.push({ path: request.url ?? '', headers: request.headers, body })
    failures -= 1
    response.writeHead(failures >= 0 ? 503 : status).end()
  }).listen(0, '127.0.0.1')
  await new Promise((done) => service.once('listening', done))
  origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`
  site = await openSite({ push: { allowed: ['127.0.0.1'] } })
  letting = await openLetting(site)
})
afterAll(async () => {
  await site.close()
  service.close()
})
beforeEach(() => {
  received.length = 0
  status = 201
  failures = 0
})

const makeBrowser = (path: string) => makePushBrowser(origin + path)

const subscribe = async (member: Member, path: string, headers = {}) => {
  const browser = makeBrowser(path)
  const answer = await member.put('/push/subscription', browser.subscription, headers)
  expect(answer.errcode).toBe('0')
  return browser
}

/** Whether the site's key signed it for this service, as RFC 8292 says. */
function isSigned({ authorization = '' }: IncomingHttpHeaders, public_key: string): boolean {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=([\w-]+)$/.exec(authorization) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const { aud } = JSON.parse(Buffer.from(claims, 'base64url').toString())
  const point = Buffer.from(key, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const signer = createPublicKey({ key: jwk, format: 'jwk' })
  const signed = Buffer.from(`${head}.${claims}`)
  const bytes = Buffer.from(signature, 'base64url')
  const right = verify('sha256', signed, { key: signer, dsaEncoding: 'ieee-p1363' }, bytes)
  return right && key === public_key && aud === origin
}

test('a browser is told of what its person is told of, sealed for it and signed by the site', async () => {
  const { host } = letting
  const browser = await subscribe(host, '/send/host', { 'accept-language': 'en' })
  const id = await order(letting, dayAfter(site, 3))
  await site.work()
  expect(received.map(({ path }) => path)).toEqual(['/send/host'])
  const [{ headers, body }] = received as [Received]
  const { public_key } = (await host.get('/push/key')).data
  expect(isSigned(headers, public_key)).toBe(true)
  expect(headers['content-encoding']).toBe('aes128gcm')
  expect(browser.open(body)).toMatchObject({
    path: `/orders/${id}`,
    title: expect.stringContaining('New order'),
    tag: expect.stringMatching(/^notice-\d+$/),
  })
  // The service learns nothing, and it is told once.
  expect(body.toString('latin1')).not.toContain('order')
  await site.work()
  expect(received).toHaveLength(1)
})

test('what was read on the page meanwhile is pushed to nobody', async () => {
  await subscribe(letting.host, '/send/read')
  await order(letting, dayAfter(site, 8))
  const { notices } = (await letting.host.get('/notices')).data
  await letting.host.put('/notices/read', { notice_ids: [notices[0].notice_id] })
  await site.work()
  expect(received).toEqual([])
})

test('a service that fails for a while is tried again', async () => {
  await subscribe(letting.host, '/send/slow')
  failures = 2
  await order(letting, dayAfter(site, 18))
  await site.work()
  expect(received).toHaveLength(3)
})

describe('a browser is told no more', () => {
  test('once its service knows it no more', async () => {
    const { host } = letting
    await subscribe(host, '/send/gone')
    status = 410
    await order(letting, dayAfter(site, 10))
    await site.work()
    status = 201
    await order(letting, dayAfter(site, 12))
    await site.work()
    expect(received).toHaveLength(1)
  })

  test('once its person turns it off, or the session ends that it was made in', async () => {
    const { host } = letting
    await subscribe(host, '/send/off')
    await host.call('DELETE', '/push/subscription')
    await order(letting, dayAfter(site, 14))
    await site.work()
    expect(received).toEqual([])

    await subscribe(host, '/send/left')
    const { sessions } = (await host.get('/user/sessions')).data
    const current = sessions.find((one: { current: boolean }) => one.current)
    await site.database.kysely.deleteFrom('sessions').where('id', '=', current.session_id).execute()
    await order(letting, dayAfter(site, 16))
    await site.work()
    expect(received).toEqual([])
  })

  test('once somebody else uses it', async () => {
    const [first, second] = [await site.join(), await site.join()]
    const browser = await subscribe(first, '/send/shared')
    expect((await second.put('/push/subscription', browser.subscription)).errcode).toBe('0')
    const rows = await site.database.kysely
      .selectFrom('push_subscriptions')
      .select('user_id')
      .where('endpoint', '=', `${origin}/send/shared`)
      .execute()
    expect(rows).toEqual([{ user_id: second.person.id }])
  })
})

describe('what is no browser of a push service is refused', () => {
  const sound = () => makeBrowser('/send/x').subscription
  test.for([
    ['http elsewhere', { endpoint: 'http://10.0.0.1/x' }],
    ['a name and password', { endpoint: 'https://a:b@push.example.net/x' }],
    ['no address', { endpoint: 'file:///etc/passwd' }],
    ['1,001 characters', { endpoint: `https://push.example.net/${'x'.repeat(1_000)}` }],
    ['no keys', { keys: {} }],
    ['a short key', { keys: { p256dh: 'abc', auth: 'abc' } }],
  ] as const)('%s', async ([, change]) => {
    const member = await site.join()
    const answer = await member.put('/push/subscription', { ...sound(), ...change })
    expect(answer.errcode).toBe('4103')
  })

  test('and a private address that a name leads to is not called', async () => {
    const guarded = await openSite()
    try {
      const own = await openLetting(guarded)
      const browser = makeBrowser('/send/inside')
      const endpoint = browser.subscription.endpoint.replace(
        'http://127.0.0.1',
        'https://localhost',
      )
      const sent = { ...browser.subscription, endpoint }
      expect((await own.host.put('/push/subscription', sent)).errcode).toBe('0')
      await order(own, dayAfter(guarded, 3))
      await guarded.work().catch(() => undefined)
      expect(received).toEqual([])
    } finally {
      await guarded.close()
    }
  })
})

test('the oldest of a person’s browsers makes room for the eleventh', async () => {
  const member = await site.join()
  const { mobile } = member.person
  for (let browser = 0; browser < 11; browser += 1) {
    const device = site.visitor()
    await device.post('/sessions', { mobile, password: PASSWORD })
    site.clock.advance({ minutes: 1 })
    const { subscription } = makeBrowser(`/send/many-${browser}`)
    expect((await device.put('/push/subscription', subscription)).errcode).toBe('0')
  }
  const rows = await site.database.kysely
    .selectFrom('push_subscriptions')
    .select('endpoint')
    .where('user_id', '=', member.person.id)
    .orderBy('created_at')
    .execute()
  expect(rows).toHaveLength(10)
  expect(rows[0]?.endpoint).toContain('/send/many-1')
})
