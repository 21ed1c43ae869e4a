import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendRaw } from '../harness/raw.ts'
import { openSite, type Site } from '../harness/site.ts'

const MAX = 5

let site: Site
beforeAll(async () => {
  site = await openSite({ rate_limit: MAX, trust_proxy: true })
})
afterAll(() => site.close())

const ask = (address: string, path = '/areas') =>
  site.visitor().get(path, { headers: { 'x-forwarded-for': address } })

test('an address that asks too often is told when to come back', async () => {
  for (let n = 0; n < MAX; n += 1) expect((await ask('10.0.0.1')).errcode).toBe('0')
  const { status, errcode, errmsg, headers } = await ask('10.0.0.1')
  expect({ status, errcode, errmsg }).toEqual({
    status: 429,
    errcode: '4201',
    errmsg: '请求过于频繁，请稍后再试',
  })
  const wait_s = Number(headers.get('retry-after'))
  expect(wait_s).toBeGreaterThan(0)
  expect(wait_s).toBeLessThanOrEqual(60)
  expect((await ask('10.0.0.2')).errcode).toBe('0')
})

test('an IPv6 address counts with its network', async () => {
  for (let n = 0; n < MAX; n += 1) await ask(`2001:db8::${n + 1}`)
  expect((await ask('2001:db8::ffff')).status).toBe(429)
  expect((await ask('2001:db8:0:1::1')).errcode).toBe('0')
})

test('addresses of the API that there are not count too', async () => {
  for (let n = 0; n < MAX; n += 1) expect((await ask('10.0.0.3', '/nothing')).status).toBe(404)
  expect((await ask('10.0.0.3', '/nothing')).status).toBe(429)
})

test('however the address of a route is written, it counts', async () => {
  const { host } = new URL(site.origin)
  const written = [
    '/api/v1.0/areas',
    '/%61pi/v1.0/areas',
    '/api/v1%2e0/areas',
    `http://${host}/api/v1.0/areas`,
    'http://elsewhere.example/api/v1.0/areas?x',
    '//api/v1.0/areas',
  ]
  const ask = async (target: string) =>
    (
      await sendRaw(
        site.origin,
        `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-For: 10.0.0.4\r\nConnection: close\r\n\r\n`,
      )
    )[0]?.status
  for (const target of written.slice(0, MAX))
    expect([200, 404], target).toContain(await ask(target))
  for (const target of written) expect(await ask(target), target).toBe(429)
})

describe('what X-Forwarded-For says', () => {
  const JUNK = [
    'x'.repeat(9_000),
    'unknown',
    '10.0.0',
    "'; DROP TABLE tries; --",
    '%00',
    '[::1',
    '::/64',
  ]

  test('is a key only where it is an address: the nearest one stands for the rest', async () => {
    for (let n = 0; n < MAX; n += 1)
      expect((await ask(`${JUNK[n]}, 10.0.0.5`)).errcode, JUNK[n]).toBe('0')
    for (const junk of JUNK) expect((await ask(`${junk}, 10.0.0.5`)).status, junk).toBe(429)
    expect((await ask('10.0.0.5:8080')).status).toBe(429)
    expect((await ask('[2001:db8:5::1]:8080')).errcode).toBe('0')
  })

  test('counts tries of a password by an address, whatever else it says', async () => {
    const free = await site.another({ rate_limit: 0 })
    const body = { mobile: '13800009999', password: 'wrong-one' }
    for (const junk of JUNK) {
      const headers = { 'x-forwarded-for': junk }
      expect(await free.visitor().post('/sessions', body, headers), junk).toMatchObject({
        status: 200,
      })
    }
    await free.close()
  })

  test.each([
    ['1', 'the number of proxies', 1],
    ['loopback', 'their addresses', 'loopback'],
    ['127.0.0.0/8, 10.9.0.1', 'a network', '127.0.0.0/8, 10.9.0.1'],
  ])(
    'TRUST_PROXY=%s takes nothing from whoever is before the proxies',
    async (_is, _what, trust) => {
      const behind = await site.another({ trust_proxy: trust })
      const from = (forged: string) =>
        behind.visitor().get('/areas', { headers: { 'x-forwarded-for': `${forged}, 192.0.2.7` } })
      const seen = []
      for (let n = 0; n <= MAX; n += 1) seen.push((await from(`203.0.113.${n}`)).status)
      expect(seen).toEqual([...Array(MAX).fill(200), 429])
      await behind.close()
    },
  )
})

test('only the API is limited', async () => {
  for (let n = 0; n <= MAX; n += 1) expect((await fetch(`${site.origin}/healthz`)).status).toBe(200)
})

test('without the setting there is no limit', async () => {
  const free = await openSite()
  for (let n = 0; n < 50; n += 1) expect((await free.visitor().get('/areas')).errcode).toBe('0')
  await free.close()
})
