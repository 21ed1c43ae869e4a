import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Calendar, type Choice, type ModelStay } from '../harness/calendar.ts'
import { dayAfter, type Letting, openLetting, settle, sweep } from '../harness/lettings.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

// Whatever people do with one house, in whatever order and at once: its calendar is that of a
// model that a child could follow, and no day is ever held twice.
const RUNS = 20
const STEPS_MAX = 30

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
  letting = await openLetting(site)
})
afterAll(() => site.close())

interface Place {
  readonly kind: 'place'
  readonly offset: number
  readonly days: number
}
interface Choose {
  readonly kind: 'choose'
  readonly pick: number
  readonly choice: Choice
}
interface Wait {
  readonly kind: 'wait'
  readonly minutes: number
  readonly sweeps: boolean
}
interface Burst {
  readonly kind: 'burst'
  readonly steps: readonly (Place | Choose)[]
}

const place = fc.record<Place>({
  kind: fc.constant('place'),
  // The nearest days are where most rules begin or end.
  offset: fc.oneof({ weight: 2, arbitrary: fc.nat(1) }, fc.nat(7)),
  days: fc.integer({ min: 1, max: 4 }),
})
const choose = fc.record<Choose>({
  kind: fc.constant('choose'),
  pick: fc.nat(5),
  // Most orders should get far.
  choice: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<Choice>('host accept', 'payment pay') },
    fc.constantFrom<Choice>('guest cancel', 'host cancel', 'host reject', 'guest comment'),
  ),
})
const wait = fc.record<Wait>({
  kind: fc.constant('wait'),
  minutes: fc.constantFrom(10, 29, 30, 31, 11 * 60, 13 * 60, 24 * 60, 48 * 60),
  sweeps: fc.boolean(),
})
const burst = fc.record<Burst>({
  kind: fc.constant('burst'),
  steps: fc.array(fc.oneof({ weight: 3, arbitrary: place }, choose), {
    minLength: 2,
    maxLength: 7,
  }),
})
const step = fc.oneof(
  { weight: 4, arbitrary: place },
  { weight: 6, arbitrary: choose },
  { weight: 2, arbitrary: wait },
  { weight: 2, arbitrary: burst },
)

test('the calendar of a house is that of the model', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: STEPS_MAX, size: 'max' }),
      async (steps) => {
        site.clock.set(NOON)
        const house_id = await site.house(letting.host.person.id)
        const calendar = new Calendar(site.clock)
        for (const one of steps) {
          if (one.kind === 'wait') await passTime(calendar, one)
          else await takeAtOnce({ ...letting, house_id }, calendar, stepsOf(one))
          expect(await heldIn(house_id)).toEqual(calendar.held())
        }
        expect(await statusesIn(house_id)).toEqual(calendar.statuses())
      },
    ),
    { numRuns: RUNS },
  )
})

const stepsOf = (one: Place | Choose | Burst) => (one.kind === 'burst' ? one.steps : [one])

async function passTime(calendar: Calendar, { minutes, sweeps }: Wait) {
  site.clock.advance({ minutes })
  if (!sweeps) return
  await sweep(site)
  calendar.sweep()
}

/** Sends all steps at the same time; each order is the subject of one of them at most. */
async function takeAtOnce(
  house: Letting,
  calendar: Calendar,
  steps: readonly (Place | Choose)[],
): Promise<void> {
  const before = calendar.stays()
  const chosen = new Set<ModelStay>()
  const placing: Promise<Asked>[] = []
  const choosing: Promise<void>[] = []
  for (const one of steps) {
    if (one.kind === 'place') placing.push(ask(house, one))
    else {
      const stay = calendar.pick(one.pick)
      if (!stay || chosen.has(stay)) continue
      chosen.add(stay)
      choosing.push(decide(house, calendar, stay, one.choice))
    }
  }
  const [asked] = await Promise.all([Promise.all(placing), Promise.all(choosing)])
  expectJust(calendar, before, asked)
}

interface Asked {
  readonly first: string
  readonly last: string
  readonly errcode: string
  readonly order_id: number
}

async function ask({ guest, house_id }: Letting, { offset, days }: Place): Promise<Asked> {
  const [first, last] = [dayAfter(site, offset), dayAfter(site, offset + days - 1)]
  const body = { house_id, start_date: first, end_date: last }
  const { errcode, data } = await guest.post('/orders', body)
  return { first, last, errcode, order_id: data?.order_id }
}

/** What was placed overlapped nothing; what was refused overlapped what was held meanwhile. */
function expectJust(calendar: Calendar, before: readonly ModelStay[], asked: readonly Asked[]) {
  const overlap = (a: Pick<Asked, 'first' | 'last'>, b: Pick<Asked, 'first' | 'last'>) =>
    a.first <= b.last && b.first <= a.last
  const placed = asked.filter(({ errcode }) => errcode === '0')
  for (const one of placed) {
    const others = [...calendar.held(), ...placed.filter((other) => other !== one)]
    expect(others.filter((other) => overlap(one, other))).toEqual([])
  }
  for (const one of asked.filter(({ errcode }) => errcode !== '0')) {
    expect(one.errcode).toBe('4003')
    expect([...before, ...placed].some((other) => overlap(one, other))).toBe(true)
  }
  for (const { order_id, first, last } of placed) calendar.add(order_id, first, last)
}

async function decide(
  { guest, host, ...house }: Letting,
  calendar: Calendar,
  stay: ModelStay,
  choice: Choice,
): Promise<void> {
  const allowed = calendar.allows(stay, choice)
  const [who, action] = choice.split(' ') as ['guest' | 'host' | 'payment', string]
  const member = who === 'host' ? host : guest
  const path = `/orders/${stay.order_id}`
  if (who === 'payment') {
    const told = await settle({ guest, host, ...house }, stay.order_id).then(
      () => true,
      () => false,
    )
    expect(told).toBe(allowed)
  } else {
    const { errcode } = await (action === 'comment'
      ? member.put(`${path}/comment`, { comment: '好' })
      : member.put(`${path}/status`, { action, reason: '有原因' }))
    expect(errcode, choice).toBe(allowed ? '0' : '4201')
  }
  if (allowed) calendar.apply(stay, choice)
}

async function heldIn(house_id: number) {
  const { rows } = await sql<{ order_id: number; first: string; last: string }>`
    SELECT order_id, lower(nights) AS first, upper(nights) - 1 AS last
    FROM held_nights WHERE house_id = ${house_id} ORDER BY lower(nights)`.execute(
    site.database.kysely,
  )
  return rows.map(({ order_id, first, last }) => ({ order_id: Number(order_id), first, last }))
}

async function statusesIn(house_id: number) {
  const rows = await site.database.kysely
    .selectFrom('orders')
    .select(['id', 'status'])
    .where('house_id', '=', house_id)
    .orderBy('id')
    .execute()
  return rows.map(({ id, status }) => [id, status])
}
