import { afterAll, beforeAll, expect, test } from 'vitest'
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

test('only the API is limited', async () => {
  for (let n = 0; n <= MAX; n += 1) expect((await fetch(`${site.origin}/healthz`)).status).toBe(200)
})

test('without the setting there is no limit', async () => {
  const free = await openSite()
  for (let n = 0; n < 50; n += 1) expect((await free.visitor().get('/areas')).errcode).toBe('0')
  await free.close()
})
