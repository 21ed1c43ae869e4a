import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ERRCODES } from '../../contract/errcodes.ts'
import { API_PREFIX, type Route } from '../../contract/route.ts'
import { ROUTES } from '../../contract/routes.ts'
import { parseNightDate } from '../../rules/night-date.ts'
import type { Answer } from '../harness/client.ts'
import { HOSTILE_BODIES, HOSTILE_IDS, HOSTILE_VALUES } from '../harness/hostile-values.ts'
import { countRows, type Letting, openLetting, order, traceOf } from '../harness/lettings.ts'
import { sendRaw } from '../harness/raw.ts'
import { openSite, type Site } from '../harness/site.ts'

// Whatever is sent: never a fault of ours, always an errcode of the table, and nothing stays behind.
let site: Site
let letting: Letting
let order_id: number
beforeAll(async () => {
  site = await openSite()
  letting = await openLetting(site)
  order_id = await order(letting, '2026-12-20')
})
afterAll(() => site.close())

const CODES: ReadonlySet<string> = new Set(Object.values(ERRCODES))
const AT_ONCE = 20

/** Any text would do for a message: it is the house and the order that are not there. */
const ASKED_IN_VAIN: Readonly<Record<string, string>> = {
  askHost: '/houses/999999/threads',
  writeAboutOrder: '/orders/999999/threads',
}
const pathOf = (route: Route) =>
  ASKED_IN_VAIN[route.id] ??
  route.path.replace('{id}', String(order_id)).replace(/\{(change|review)_id\}/, '1')

/** Well-formed bodies; where their field is free text, it is the guest who may not do this. */
const bodyFor = (route: Route): Record<string, unknown> => {
  if (route.id === 'placeOrder')
    return { house_id: letting.house_id, start_date: '2026-12-05', end_date: '2026-12-05' }
  if (route.id === 'changeOrderStatus') return { action: 'reject', reason: '不是房东' }
  if (route.id === 'commentOrder') return { comment: '还没住' }
  if (route.id === 'changePassword')
    return { old_password: 'wrong', password: 'a-new-one', password2: 'a-new-one' }
  if (route.id === 'verifyRealName') return { real_name: '王小爱', id_card: '110105194912310021' }
  return (route.example.body ?? {}) as Record<string, unknown>
}

/** Sends all of them and expects that each was refused and none has changed anything. */
async function expectRefused(calls: readonly (() => Promise<[string, Answer]>)[]): Promise<void> {
  const before = [await countRows(site), await traceOf(site, order_id)]
  for (let start = 0; start < calls.length; start += AT_ONCE)
    for (const [what, answer] of await Promise.all(
      calls.slice(start, start + AT_ONCE).map((f) => f()),
    )) {
      expect(answer.status, what).toBeLessThan(500)
      expect(CODES, what).toContain(answer.errcode)
      expect(answer.errcode, what).not.toBe('0')
    }
  expect([await countRows(site), await traceOf(site, order_id)]).toEqual(before)
}

const call =
  (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  async (): Promise<[string, Answer]> => {
    const what = `${method} ${path} ${JSON.stringify(body ?? null)} ${JSON.stringify(headers)}`
    return [what.slice(0, 300), await letting.guest.call(method, path, { body, headers })]
  }

/** What some routes have no reason to refuse. */
const ALLOWED: Readonly<Record<string, (value: unknown) => boolean>> = {
  // Most of the texts are a name that one may have.
  changeName: (value) => typeof value === 'string',
  // Ids that may be somebody else's mark nothing.
  readNotices: (value) => JSON.stringify(value) === '[1]',
  // A list may be called so, and of houses that are sent along unknown ones are left out.
  createList: (value) => typeof value === 'string',
  saveFavourites: (value) => JSON.stringify(value) === '[1]',
  // Mail is wanted, or not.
  subscribe: (value) => typeof value === 'boolean',
  // Nobody is named any more.
  nameGuests: (value) => JSON.stringify(value) === '[]',
}

/** An empty body counts as an object in which all is left out. */
function isObject(body: string): boolean {
  try {
    const parsed: unknown = JSON.parse(body.replace(/^\ufeff/, '') || '{}')
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
  } catch {
    return false
  }
}

// An alias is the same route at another address.
const writes = ROUTES.filter((route) => route.body && !route.deprecated)

describe.each(writes.map((route) => [route.id, route] as const))('%s', (_id, route) => {
  const fields = Object.keys(route.body?.properties ?? {})

  test('takes no nasty field', async () => {
    const values = HOSTILE_VALUES.filter((value) => !ALLOWED[route.id]?.(value))
    await expectRefused(
      fields.flatMap((field) =>
        values.map((value) =>
          call(route.method, pathOf(route), { ...bodyFor(route), [field]: value }),
        ),
      ),
    )
  })

  test('misses a field that is not there', async () => {
    const required = new Set<string>(route.body?.required as readonly string[])
    for (const field of fields.filter((name) => required.has(name))) {
      const { [field]: _, ...rest } = bodyFor(route)
      const answer = await letting.guest.call(route.method, pathOf(route), { body: rest })
      expect(answer).toMatchObject({ status: 200, errcode: '4103', data: { field } })
    }
  })

  test('takes no nasty body, whatever it is called', async () => {
    const types = ['application/json', 'text/plain', 'application/x-www-form-urlencoded']
    const needs_fields = ((route.body?.required ?? []) as readonly string[]).length > 0
    const bodies = HOSTILE_BODIES.filter((body) => needs_fields || !isObject(body))
    await expectRefused(
      types.flatMap((type) =>
        bodies.map((body) => call(route.method, pathOf(route), body, { 'content-type': type })),
      ),
    )
  })

  test('takes no bytes that are not text, and none that are packed', async () => {
    const bytes = new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0xc3, 0x28, 0x7d])
    const packed = { 'content-encoding': 'gzip' }
    await expectRefused([
      call(route.method, pathOf(route), bytes),
      call(route.method, pathOf(route), bytes, packed),
      call(route.method, pathOf(route), bodyFor(route), packed),
    ])
  })
})

const named = ROUTES.filter((route) => route.params)

describe.each(named.map((route) => [route.id, route] as const))('%s', (_id, route) => {
  test('finds nothing under a nasty id', async () => {
    const body = route.body && bodyFor(route)
    await expectRefused(
      HOSTILE_IDS.map((id) => call(route.method, route.path.replace('{id}', id), body)),
    )
  })
})

describe('the list', () => {
  const encode = (value: string) => encodeURIComponent(value.toWellFormed())
  // What an address has room for.
  const values = HOSTILE_VALUES.filter((value) => typeof value === 'string').filter(
    (value) => encode(value).length < 8000,
  )

  test.each(['limit', 'cursor', 'status'])('takes no nasty %s', async (name) => {
    await expectRefused([
      ...values.map((value) => call('GET', `/user/orders?${name}=${encode(value)}`)),
      call('GET', `/user/orders?${name}=1&${name}=2`),
      call('GET', `/user/orders?${name}=%zz`),
      call('GET', `/user/orders?${name}`),
    ])
  })

  test('takes any role for that of a guest, and what it does not know for nothing', async () => {
    for (const query of [
      ...values.map((value) => `role=${encode(value)}`),
      ...values.map((value) => `x=${encode(value)}`),
      'limit[]=1',
      '__proto__=1&constructor=2',
      '&&&=&',
      '%zz=%zz',
      `${'a=1&'.repeat(1500)}`,
    ]) {
      const answer = await letting.guest.get(`/user/orders?${query}`)
      expect(answer, query.slice(0, 80)).toMatchObject({ status: 200, errcode: '0' })
      expect(answer.data.orders).toHaveLength(1)
    }
  })

  test('takes one role', async () => {
    await expectRefused([call('GET', '/user/orders?role=landlord&role=custom')])
  })
})

describe('headers', () => {
  test('that are nasty are refused or do nothing', async () => {
    const taken = { house_id: letting.house_id, start_date: '2026-12-20', end_date: '2026-12-20' }
    const before = await traceOf(site, order_id)
    for (const headers of [
      { 'idempotency-key': '' },
      { 'idempotency-key': 'k'.repeat(256) },
      { 'idempotency-key': '\u00e9\u00ff' },
      { 'idempotency-key': `'; DROP TABLE orders; --` },
      { cookie: `ihome_session=${'%00'.repeat(50)}` },
      { 'accept-language': 'x'.repeat(8000) },
      { 'content-type': 'application/json; charset=utf-7' },
      { accept: 'image/png' },
      { 'x-request-id': '"\\{}' },
      { 'x-forwarded-for': 'not an address' },
      { 'x-forwarded-proto': 'gopher' },
      { expect: '200-ok' },
    ] as Record<string, string>[]) {
      const answer = await letting.guest.post('/orders', taken, headers).catch((error) => error)
      if (answer instanceof TypeError) continue // A header that fetch itself will not send.
      expect(answer.status, JSON.stringify(headers)).toBeLessThan(500)
      expect(CODES).toContain(answer.errcode)
      expect(answer.errcode).not.toBe('0')
    }
    expect(await traceOf(site, order_id)).toEqual(before)
  })
})

describe('methods that nobody uses', () => {
  test.each([
    'OPTIONS',
    'TRACE',
    'CONNECT',
    'PROPFIND',
    'QUERY',
    'LOCK',
    'M-SEARCH',
    'BREW',
    'get',
  ])('%s is refused in the envelope', async (method) => {
    const before = await countRows(site)
    for (const path of ['/orders', `/orders/${order_id}/comment`, '/sessions']) {
      const request =
        `${method} ${API_PREFIX}${path} HTTP/1.1\r\nHost: x\r\n` +
        `Cookie: ${letting.guest.cookie()}\r\nConnection: close\r\n\r\n`
      const [answer] = await sendRaw(site.origin, request)
      expect([400, 404, 405], path).toContain(answer?.status)
      expect(CODES).toContain(JSON.parse(answer?.body ?? '{}').errcode)
    }
    expect(await countRows(site)).toEqual(before)
  })
})

describe('anything at all', () => {
  const day = fc
    .date({ min: new Date('2026-11-28'), max: new Date('2027-01-10'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const body = () =>
    fc.record(
      {
        house_id: fc.oneof(fc.constant(letting.house_id), fc.integer(), fc.jsonValue()),
        start_date: fc.oneof(day, fc.string({ unit: 'binary' }), fc.jsonValue()),
        end_date: fc.oneof(day, fc.string({ unit: 'binary' }), fc.jsonValue()),
        more: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )

  test('places an order or none, and says which', async () => {
    const seen = { orders: Number((await countRows(site))['orders']) }
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 4, arbitrary: body() }, fc.jsonValue()), async (sent) => {
        const answer = await letting.guest.post('/orders', JSON.stringify(sent))
        // A name that would reach into the prototype is not parsed at all.
        const is_poisoned = /"(__proto__|constructor)"/.test(JSON.stringify(sent))
        expect(is_poisoned ? [200, 400] : [200]).toContain(answer.status)
        expect(CODES).toContain(answer.errcode)
        if (answer.errcode === '0') {
          const { house_id, start_date, end_date } = sent as Record<string, unknown>
          expect(Number(house_id)).toBe(letting.house_id)
          const [first, last] = [parseNightDate(start_date), parseNightDate(end_date)]
          expect(first && last && first >= '2026-12-01' && first <= last).toBe(true)
          seen.orders += 1
        }
        const counts = await countRows(site)
        expect(counts).toMatchObject({ orders: seen.orders, held_nights: seen.orders })
      }),
      { numRuns: 200 },
    )
  })

  test('that is text is JSON or is not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        const answer = await letting.guest.post('/orders', text)
        expect([200, 400]).toContain(answer.status)
        expect(answer.errcode).toBe('4103')
      }),
      { numRuns: 100 },
    )
  })
})
