import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { API_PREFIX } from '../../contract/route.ts'
import { NO_RULES } from '../../rules/house-rules.ts'
import { addDays } from '../../rules/night-date.ts'
import { changeOrder } from '../../server/orders/change-order.ts'
import { sweepChanges } from '../../server/orders/changes/sweep-changes.ts'
import { TRANSITIONS } from '../../server/orders/order-states.ts'
import { STANDARD_DEADLINES } from '../../server/orders/settings.ts'
import { ProviderFailed, RefundRefused } from '../../server/payments/payment-provider.ts'
import { retryRefund } from '../../server/payments/refund-rows.ts'
import { refundOrder } from '../../server/payments/request-refund.ts'
import { sweep } from '../harness/lettings.ts'
import {
  closed,
  expectSoundLedger,
  paid,
  postAllStays,
  SANDBOX,
  sendAllRefunds,
  unpaid,
} from '../harness/payments.ts'
import { type Member, NOON, openSite, type Site } from '../harness/site.ts'

/** `IHOME_TEST_HISTORIES=10000 npx vitest run test/payments/payments-model.test.ts` takes its time. */
const HISTORIES = Number(process.env['IHOME_TEST_HISTORIES'] ?? 150)
/** Histories that happen at once, in the same houses. */
const AT_ONCE = 30
const HOUSES = 3
const DAYS = 40
const FEE_BASIS_POINTS = 333

/** What the hosts of the first houses say; that of the last one says nothing. */
const RULES = [
  {
    ...NO_RULES,
    fees: { cleaning: 3_333, extra_guest: 1_111, guests_included: 1 },
    week_percent: 7,
    cancellation: {
      policy: 'custom',
      tiers: [
        { days: 20, percent: 90 },
        { days: 9, percent: 33 },
      ],
      free_hours: 0,
    },
  },
  {
    ...NO_RULES,
    booking: 'instant',
    cancellation: { policy: 'strict', tiers: [], free_hours: 1 },
  },
]

const STEPS = [
  'accept',
  'reject',
  'guest cancels',
  'host cancels',
  'host gives back',
  'guest proposes more',
  'host proposes less',
  'answer',
  'answer',
  'withdraw',
  'start',
  'pay',
  'pay',
  'notify again',
  'pay under every name',
  'fail',
  'close',
  'wait a little',
  'comment',
  'refunds',
] as const
type Step = (typeof STEPS)[number] | 'wait past the deadline'

interface History {
  readonly house: number
  readonly first: number
  readonly days: number
  readonly steps: readonly Step[]
}

/** Time passes for all histories at once, so it does not leap often. */
const step = fc.oneof(
  { weight: 99, arbitrary: fc.constantFrom<Step>(...STEPS) },
  { weight: 1, arbitrary: fc.constant<Step>('wait past the deadline') },
)
const histories = fc.array(
  fc.record<History>({
    house: fc.nat(HOUSES - 1),
    first: fc.integer({ min: 1, max: DAYS }),
    days: fc.integer({ min: 1, max: 3 }),
    // Most hosts accept, and most guests go to pay, or little would come of it; and what is rare
    // begins often enough that a few histories have it.
    steps: fc
      .tuple(
        fc.constantFrom<readonly Step[]>(
          [],
          ['accept'],
          ['accept', 'start'],
          ['accept', 'start', 'pay'],
          ['accept', 'start', 'pay', 'guest proposes more', 'answer', 'start', 'pay'],
          ['accept', 'start', 'pay', 'host proposes less', 'answer'],
          [
            'accept',
            'start',
            'pay',
            'guest proposes more',
            'answer',
            'start',
            'guest cancels',
            'pay',
          ],
          ['accept', 'start', 'close', 'start'],
          ['reject'],
          ['accept', 'start', 'guest cancels', 'pay'],
          ['accept', 'start', 'close', 'start', 'pay under every name'],
        ),
        fc.array(step, { maxLength: 8, size: 'max' }),
      )
      .map(([begun, rest]) => [...begun, ...rest]),
  }),
  { minLength: AT_ONCE, maxLength: AT_ONCE },
)
/** What is rare is lived once in each batch, before the others and on days of its own. */
const SURE: readonly History[] = [
  { house: 0, first: 45, days: 1, steps: ['accept', 'start', 'pay', 'guest cancels'] },
  { house: 1, first: 45, days: 2, steps: ['start', 'pay', 'host proposes less', 'answer'] },
  {
    house: 2,
    first: 45,
    days: 1,
    steps: [
      'accept',
      'start',
      'pay',
      'guest proposes more',
      'answer',
      'start',
      'pay',
      'host gives back',
    ],
  },
]
/** What the provider makes of one refund after another. */
const lucks = fc.array(fc.constantFrom('done', 'done', 'fails', 'refused'), { maxLength: 40 })

let site: Site
let host: Member
let guests: Member[]
beforeAll(async () => {
  site = await openSite({ tax: { kind: 'percent', basis_points: 650 } })
  host = await site.join()
  guests = await Promise.all(Array.from({ length: 4 }, () => site.join()))
})
afterAll(() => site.close())

test(
  `${HISTORIES} random histories leave the money and the nights as they should be`,
  async () => {
    const lived = { orders: 0, statuses: new Map<string, number>(), refunds: 0 }
    await fc.assert(
      fc.asyncProperty(histories, lucks, async (batch, luck) => {
        site.clock.set(NOON)
        const houses = await Promise.all(
          Array.from({ length: HOUSES }, () => site.house(host.person.id)),
        )
        for (const [index, rules] of RULES.entries())
          await ask(host, 'PUT', `/user/houses/${houses[index]}/rules`, { rules })
        const provider = luckyProvider([...luck])
        const sure = await Promise.all(
          SURE.map((history, index) => live(history, houses, guests[index] as Member, provider)),
        )
        const drawn = await Promise.all(
          batch.map((history, index) =>
            live(history, houses, guests[index % guests.length] as Member, provider),
          ),
        )
        const ids = [...sure, ...drawn]
        await expectSound(ids)
        await finish(ids, provider)
        await expectSound(ids)
        await expectSoundLedger(site)
        lived.orders += ids.filter((id) => id !== undefined).length
      }),
      { numRuns: Math.ceil(HISTORIES / AT_ONCE), endOnFailure: true },
    )
    await expectAlongTheTable()
    const { rows } = await sql<{ what: string; count: number }>`
    SELECT status AS what, count(*) AS count FROM orders GROUP BY 1
    UNION ALL SELECT 'refund ' || cause, count(*) FROM refunds GROUP BY 1
    UNION ALL SELECT 'change ' || status, count(*) FROM order_changes GROUP BY 1
    UNION ALL SELECT 'kept of a cancelled order', count(*) FROM ledger_transactions t
      JOIN orders o ON o.id = t.order_id AND o.status = 'CANCELED' WHERE t.kind = 'order'
    UNION ALL SELECT 'payments', count(*) FROM payments WHERE status = 'paid'`.execute(
      site.database.kysely,
    )
    console.log(
      `orders ${lived.orders}`,
      Object.fromEntries(rows.map(({ what, count }) => [what, count])),
    )
    // Else the histories would not be worth their name.
    const seen = rows.map(({ what }) => what)
    for (const what of [
      'COMPLETE',
      'CANCELED',
      'REJECTED',
      'refund canceled',
      'refund late',
      'refund double',
      'refund given',
      'refund changed',
      'change done',
      'kept of a cancelled order',
    ])
      expect(seen).toContain(what)
  },
  HISTORIES * 300,
)

/** Places an order and takes the steps, however they are answered; the order's id, if it has one. */
async function live(
  { house, first, days, steps }: History,
  houses: readonly number[],
  guest: Member,
  provider: Provider,
): Promise<number | undefined> {
  const start_date = addDays(site.clock.today(), first)
  const end_date = addDays(start_date, days - 1)
  const placed = await ask(guest, 'POST', '/orders', {
    house_id: houses[house],
    start_date,
    end_date,
    guests: (first % 2) + 1,
  })
  if (placed.errcode !== '0') {
    expect(placed.errcode).toBe('4003')
    return undefined
  }
  const order_id: number = placed.data.order_id
  for (const step of steps) await take(step, order_id, guest, provider)
  return order_id
}

async function take(step: Step, order_id: number, guest: Member, provider: Provider) {
  const status = (who: Member, action: string) =>
    ask(who, 'PUT', `/orders/${order_id}/status`, { action, reason: '有原因' })
  if (step === 'accept' || step === 'reject') return status(host, step)
  if (step === 'guest cancels') return status(guest, 'cancel')
  if (step === 'host cancels') return status(host, 'cancel')
  if (step === 'host gives back')
    return ask(host, 'POST', `/orders/${order_id}/refunds`, { amount: 1_777, reason: '致歉' })
  if (step === 'guest proposes more') return propose(guest, order_id, 1)
  if (step === 'host proposes less') return propose(host, order_id, -1)
  if (step === 'answer') return answer(order_id, guest, 'accept')
  if (step === 'withdraw') return answer(order_id, guest, 'withdraw')
  if (step === 'start') return ask(guest, 'POST', `/orders/${order_id}/payment`, {})
  if (step === 'comment') return ask(guest, 'PUT', `/orders/${order_id}/comment`, { comment: '好' })
  if (step === 'refunds') return sendAllRefunds(site, provider)
  if (step === 'wait a little') return site.clock.advance({ minutes: 7 })
  if (step === 'wait past the deadline') {
    site.clock.advance({ minutes: 31 })
    await sweepChanges(site.database.kysely, site.clock)
    return sweep(site)
  }
  const started = await startedOf(order_id)
  const last = started.slice(-1)
  if (step === 'pay') return tell(last, paid)
  if (step === 'pay under every name') return tell(started, paid)
  if (step === 'fail') return tell(last, unpaid)
  if (step === 'close') return tell(last, closed)
  return tell([...started, ...started], paid)
}

/** A day more or less at the end, for one guest more or less. */
async function propose(who: Member, order_id: number, more: number) {
  const { start_date, end_date } = await site.database.kysely
    .selectFrom('orders')
    .select(['start_date', 'end_date'])
    .where('id', '=', order_id)
    .executeTakeFirstOrThrow()
  const days = { start_date, end_date: addDays(end_date, more) }
  return ask(who, 'POST', `/orders/${order_id}/changes`, { ...days, guests: more > 0 ? 2 : 1 })
}

/** Both try; the one whose turn it is does it. */
async function answer(order_id: number, guest: Member, action: string) {
  const changes = await site.database.kysely
    .selectFrom('order_changes')
    .select('id')
    .where('order_id', '=', order_id)
    .orderBy('id', 'desc')
    .limit(1)
    .execute()
  for (const { id } of changes)
    for (const who of [host, guest])
      await ask(who, 'PUT', `/orders/${order_id}/changes/${id}`, { action })
}

const startedOf = (order_id: number) =>
  site.database.kysely
    .selectFrom('payments')
    .select(['out_trade_no', 'amount_fen'])
    .where('order_id', '=', order_id)
    .orderBy('id')
    .execute()

type Started = Awaited<ReturnType<typeof startedOf>>[number]

const tell = (started: readonly Started[], word: typeof paid) =>
  Promise.all(
    started.map(async (payment) => {
      const answer = await site.app.inject({
        method: 'POST',
        url: `${API_PREFIX}/payments/notify/sandbox`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(word(payment)).toString(),
      })
      expect(answer.body).toBe('success')
    }),
  )

async function ask(who: Member, method: 'POST' | 'PUT', path: string, payload: object) {
  const headers = { cookie: who.cookie() ?? '' }
  const answer = await site.app.inject({ method, url: API_PREFIX + path, headers, payload })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

/** Time passes until nothing more happens by itself; guests comment, and the operator helps. */
async function finish(ids: readonly (number | undefined)[], provider: Provider): Promise<void> {
  const { database, clock } = site
  clock.advance({ days: DAYS + 8 })
  await sweep(site)
  const rules = { deadlines: STANDARD_DEADLINES, refund: refundOrder }
  const stayed = await database.kysely
    .selectFrom('orders')
    .select(['id', 'guest_id'])
    .where('status', '=', 'WAIT_COMMENT')
    .where('id', 'in', [0, ...ids.filter((id) => id !== undefined)])
    .execute()
  for (const { id, guest_id } of stayed)
    if (id % 2)
      await changeOrder(database.kysely, clock, rules, {
        order_id: id,
        user_id: guest_id,
        action: 'comment',
        comment: '好',
      })
  await Promise.all([postAllStays(site, FEE_BASIS_POINTS), postAllStays(site, FEE_BASIS_POINTS)])
  for (let tries = 0; await countOpenRefunds(); tries += 1) {
    expect(tries).toBeLessThan(60)
    await sendAllRefunds(site, provider)
    const refused = await database.kysely
      .selectFrom('refunds')
      .select('id')
      .where('status', '=', 'refused')
      .execute()
    for (const { id } of refused) await retryRefund(database.kysely, id, clock.now())
    clock.advance({ hours: 1 })
  }
}

async function countOpenRefunds(): Promise<number> {
  const open = await site.database.kysely
    .selectFrom('refunds')
    .select('id')
    .where('status', '<>', 'done')
    .execute()
  return open.length
}

type Provider = ReturnType<typeof luckyProvider>

/** The sandbox, but its refunds go as `luck` has it; no refund is done twice. */
function luckyProvider(luck: string[]) {
  const done = new Set<number>()
  return {
    ...SANDBOX,
    async refund({ refund_id }: { readonly refund_id: number }) {
      const next = luck.shift()
      if (next === 'fails') throw new ProviderFailed('BUSY')
      if (next === 'refused') throw new RefundRefused('NOT_NOW')
      expect(done.has(refund_id)).toBe(false)
      done.add(refund_id)
    },
  }
}

/** No two stays share a night, and each order holds its own nights or none. */
async function expectSound(ids: readonly (number | undefined)[]): Promise<void> {
  const { rows } = await sql<{ wrong: number }>`
    WITH held AS (
      SELECT house_id, id, daterange(start_date, end_date, '[]') AS nights FROM orders
      WHERE status NOT IN ('CANCELED', 'REJECTED') AND id = ANY (${ids.filter((id) => id !== undefined)})
    )
    SELECT
      (SELECT count(*) FROM held a JOIN held b ON a.house_id = b.house_id AND a.id < b.id AND a.nights && b.nights)
      + (SELECT count(*) FROM held FULL JOIN (
          SELECT * FROM held_nights WHERE order_id = ANY (${ids.filter((id) => id !== undefined)})) h
          ON h.order_id = held.id AND h.nights = held.nights
        WHERE held.id IS NULL OR h.order_id IS NULL) AS wrong`.execute(site.database.kysely)
  expect(rows[0]?.wrong).toBe(0)
}

/** Every event of every order is a row of the table and begins where the one before it ended. */
async function expectAlongTheTable(): Promise<void> {
  const rows = new Set(TRANSITIONS.map(({ from, by, to }) => `${from} ${by} ${to}`))
  const events = await site.database.kysely
    .selectFrom('order_events')
    .innerJoin('orders', 'orders.id', 'order_events.order_id')
    .select(['order_id', 'from_status', 'actor', 'to_status', 'turn', 'orders.status'])
    .execute()
  for (const [order_id, own] of Map.groupBy(events, (event) => event.order_id)) {
    const moves = new Map(own.filter(({ turn }) => turn === 0).map((one) => [one.from_status, one]))
    let stands: (typeof own)[number]['to_status'] | null = null
    for (let move = moves.get(stands); move; move = moves.get(stands)) {
      const known = `${move.from_status} ${move.actor} ${move.to_status}`
      expect(move.from_status === null || rows.has(known), `${order_id}: ${known}`).toBe(true)
      moves.delete(stands)
      stands = move.to_status
    }
    expect([...moves.keys()], `order ${order_id}`).toEqual([])
    expect(stands).toBe(own[0]?.status)
    for (const { turn, actor, from_status, to_status } of own)
      if (turn > 0) {
        expect(['payment', 'guest', 'host', 'system']).toContain(actor)
        expect(from_status).toBe(to_status)
      }
  }
}
