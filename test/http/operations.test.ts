import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Letting, openLetting, orderIn } from '../harness/lettings.ts'
import { PASSWORD } from '../harness/people.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
  letting = await openLetting(site)
})
afterAll(() => site.close())
beforeEach(() => site.clock.set(NOON))

const get = (path: string) => fetch(site.origin + path)
const metrics = async () => (await get('/metrics')).text()

/** The value of one sample, or undefined where there is none. */
async function sample(name: string): Promise<number | undefined> {
  const line = (await metrics()).split('\n').find((one) => one.startsWith(`${name} `))
  return line === undefined ? undefined : Number(line.slice(name.length))
}

describe('probes', () => {
  test('/healthz: alive', async () => {
    const answer = await get('/healthz')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ status: 'ok' })
  })

  test('/readyz: ready for requests', async () => {
    const answer = await get('/readyz')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ status: 'ready' })
  })

  test('/readyz without its database: not ready, but alive', async () => {
    const alone = await openSite()
    await alone.database.close()
    const ready = await fetch(`${alone.origin}/readyz`)
    expect(ready.status).toBe(503)
    expect(ready.headers.get('retry-after')).toMatch(/^\d+$/)
    expect((await fetch(`${alone.origin}/healthz`)).status).toBe(200)
    await alone.app.close()
  })
})

describe('/metrics', () => {
  test('is in the format of Prometheus', async () => {
    const answer = await get('/metrics')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    for (const line of (await answer.text()).trim().split('\n'))
      if (line)
        expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{.*\})? [\d.e+-]+|\w+(\{.*\})? NaN)$/)
  })

  test.each([
    ['ihome_http_request_duration_seconds', 'histogram'],
    ['ihome_booking_batch_size', 'histogram'],
    ['ihome_booking_queue_length', 'gauge'],
    ['ihome_orders_total', 'counter'],
    ['ihome_order_changes_total', 'counter'],
    ['ihome_database_pool_in_use', 'gauge'],
    ['ihome_database_pool_idle', 'gauge'],
    ['ihome_database_pool_waiting', 'gauge'],
    ['process_cpu_seconds_total', 'counter'],
  ])('%s is a %s', async (name, type) => {
    expect(await metrics()).toContain(`# TYPE ${name} ${type}\n`)
  })

  test('counts orders by their outcome', async () => {
    const stay = { house_id: letting.house_id, start_date: '2026-12-05', end_date: '2026-12-05' }
    const asked: [string, Record<string, unknown>][] = [
      ['placed', stay],
      ['dates_taken', stay],
      ['house_missing', { ...stay, house_id: 999_999 }],
      ['dates_invalid', { ...stay, start_date: '2026-11-30' }],
    ]
    for (const [outcome, body] of asked) {
      const name = `ihome_orders_total{outcome="${outcome}"}`
      const before = (await sample(name)) ?? 0
      await letting.guest.post('/orders', body)
      expect(await sample(name), outcome).toBe(before + 1)
    }
  })

  test('counts batches and their size', async () => {
    const before = (await sample('ihome_booking_batch_size_sum')) ?? 0
    const stay = { house_id: letting.house_id, start_date: '2026-12-05', end_date: '2026-12-05' }
    await Promise.all(Array.from({ length: 7 }, () => letting.guest.post('/orders', stay)))
    expect(await sample('ihome_booking_batch_size_sum')).toBe(before + 7)
    expect(await sample('ihome_booking_queue_length')).toBe(0)
  })

  test('counts changes by what they led to', async () => {
    const name = 'ihome_order_changes_total{action="accept",to="WAIT_PAYMENT"}'
    const before = (await sample(name)) ?? 0
    await orderIn(letting, 'WAIT_PAYMENT', '2026-12-09')
    expect(await sample(name)).toBe(before + 1)
  })

  test('measures requests by route and status, and never by what an address carries', async () => {
    const name =
      'ihome_http_request_duration_seconds_count{method="GET",route="/api/v1.0/orders/:id",status="200"}'
    const before = (await sample(name)) ?? 0
    await letting.guest.get('/orders/424242')
    await letting.guest.get('/nowhere/13912345678')
    expect(await sample(name)).toBe(before + 1)
    expect(await metrics()).not.toMatch(/424242|13912345678/)
  })
})

describe('logs', () => {
  const linesOf = (request_id: string | null) =>
    site.logged
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter((line) => line['reqId'] === request_id)

  test('have one line for an answer, with its request’s name', async () => {
    const answer = await letting.guest.get('/orders/424242')
    await expect
      .poll(() => linesOf(answer.headers.get('x-request-id')))
      .toEqual([
        expect.objectContaining({
          method: 'GET',
          route: '/api/v1.0/orders/:id',
          status: 200,
          ms: expect.any(Number),
          user_id: letting.guest.person.id,
          msg: 'answered',
        }),
      ])
    expect(site.logged.join('')).not.toContain('424242')
  })

  test('have a line for what was malformed, too', async () => {
    const { headers } = await letting.guest.get('/orders/%zz')
    await expect.poll(() => linesOf(headers.get('x-request-id'))).toHaveLength(1)
  })

  test('tell of a fault once, with what a repair needs', async () => {
    await sql`ALTER TABLE order_events RENAME TO elsewhere`.execute(site.database.kysely)
    const order_id = await letting.guest.get('/user/orders?limit=1')
    const id = order_id.data.orders[0].order_id
    const answer = await letting.guest.get(`/orders/${id}`)
    await sql`ALTER TABLE elsewhere RENAME TO order_events`.execute(site.database.kysely)
    expect(answer).toMatchObject({ status: 500, errcode: '4001' })
    await expect.poll(() => linesOf(answer.headers.get('x-request-id'))).toHaveLength(2)
    expect(linesOf(answer.headers.get('x-request-id'))).toContainEqual(
      expect.objectContaining({
        level: 50,
        err: expect.objectContaining({
          code: '42P01',
          message: expect.stringContaining('order_events'),
          stack: expect.any(String),
        }),
      }),
    )
  })

  test('hold no password, token, number or word of a person, even when things fail', async () => {
    const secret = { password: 'pa55word-in-the-clear', comment: '卧室很安静-秘密' }
    const { guest } = letting
    const order_id = await orderIn(letting, 'WAIT_COMMENT', '2026-12-10')
    await site.visitor().post('/sessions', { mobile: '13711112222', password: secret.password })
    await guest.post('/sessions', { mobile: guest.person.mobile, password: PASSWORD })
    // The database tells of such a failure with the whole row.
    await sql`ALTER TABLE orders ADD CONSTRAINT mute CHECK (comment = '') NOT VALID`.execute(
      site.database.kysely,
    )
    const commented = await guest.put(`/orders/${order_id}/comment`, { comment: secret.comment })
    await sql`ALTER TABLE orders DROP CONSTRAINT mute`.execute(site.database.kysely)
    await sql`ALTER TABLE counted_tries RENAME TO elsewhere`.execute(site.database.kysely)
    const failed = await site
      .visitor()
      .post('/sessions', { mobile: guest.person.mobile, password: secret.password })
    await sql`ALTER TABLE elsewhere RENAME TO counted_tries`.execute(site.database.kysely)
    expect([commented.status, failed.status]).toEqual([500, 500])
    await guest.put(`/orders/${order_id}/comment`, { comment: secret.comment })
    const logged = site.logged.join('')
    expect(logged).toContain('request failed')
    const token = guest.cookie()?.match(/ihome_session=([\w-]{43})/)?.[1] ?? 'none'
    for (const told of [secret.password, secret.comment, '秘密', token, PASSWORD])
      expect(logged).not.toContain(told)
    for (const mobile of ['13711112222', guest.person.mobile, letting.host.person.mobile])
      expect(logged).not.toContain(mobile)
  })
})
