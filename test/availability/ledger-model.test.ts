import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NO_RULES } from '../../rules/house-rules.ts'
import { CALENDARS } from '../../server/orders/verify-calendars.ts'
import { runChecks } from '../../server/platform/database/checks.ts'
import { type FeedServer, icalOf, openFeedServer } from '../harness/feed-server.ts'
import { anotherHouse, dayAfter, type Letting, openLetting } from '../harness/lettings.ts'
import { openSite, type Site } from '../harness/site.ts'

// Guests, the host and another site want the days of one house, in any order. The model knows which
// days each holds; nothing of it is shared with the server.
const HISTORIES = Number(process.env['IHOME_TEST_HISTORIES'] ?? 60)
const DAYS = 10

let site: Site
let other: FeedServer
let first_letting: Letting
beforeAll(async () => {
  site = await openSite({ feeds: { every_minutes: 20, allowed: ['127.0.0.1'] } })
  other = await openFeedServer()
  first_letting = await openLetting(site)
})
afterAll(async () => {
  await other.close()
  await site.close()
})

type Range = readonly [first: number, last: number]
type Step =
  | { readonly does: 'place' | 'close' | 'close free' | 'open'; readonly range: Range }
  | { readonly does: 'cancel'; readonly back: number }
  | { readonly does: 'import'; readonly ranges: readonly Range[] }
  | { readonly does: 'gap'; readonly days: number }

const ranges = fc
  .tuple(fc.integer({ min: 1, max: DAYS }), fc.integer({ min: 0, max: 3 }))
  .map(([first, more]): Range => [first, Math.min(first + more, DAYS)])
const steps = fc.oneof(
  fc.record({ does: fc.constantFrom('place', 'close', 'close free', 'open'), range: ranges }),
  fc.record({ does: fc.constant('cancel'), back: fc.nat(5) }),
  fc.record({ does: fc.constant('import'), ranges: fc.array(ranges, { maxLength: 3 }) }),
  fc.record({ does: fc.constant('gap'), days: fc.nat(2) }),
) as fc.Arbitrary<Step>

const daysOf = ([first, last]: Range): number[] =>
  Array.from({ length: last - first + 1 }, (_, offset) => first + offset)

class Model {
  readonly stays = new Map<number, Range>()
  readonly closed = new Set<number>()
  /** What the other site says it holds; here it does where nobody else does. */
  named = new Set<number>()
  gap_days = 0

  stayed(): Set<number> {
    return new Set([...this.stays.values()].flatMap(daysOf))
  }
  holds = (day: number) => this.stayed().has(day) || this.closed.has(day) || this.named.has(day)
  takes = ([first, last]: Range): boolean =>
    !daysOf([first, last]).some(this.holds) &&
    ![...this.stays.values()].some(
      (stay) => first <= stay[1] + this.gap_days && stay[0] - this.gap_days <= last,
    )
  states(): string {
    const stayed = this.stayed()
    return daysOf([1, DAYS])
      .map((day) => {
        if (stayed.has(day)) return 'h'
        if (this.closed.has(day)) return 'c'
        return this.named.has(day) ? 'i' : 'f'
      })
      .join('')
  }
}

const day = (days: number) => dayAfter(site, days)
const bodyOf = ([first, last]: Range) => ({ start_date: day(first), end_date: day(last) })

/** Takes one step on the site and in the model, and compares what each says of it. */
async function take(letting: Letting, feed: string, model: Model, step: Step): Promise<void> {
  const { host, guest, house_id } = letting
  const calendar = `/user/houses/${house_id}/calendar`
  if (step.does === 'cancel') {
    const [order_id] = [...model.stays.keys()].slice(-1 - step.back)
    if (order_id === undefined) return
    await guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
    model.stays.delete(order_id)
  } else if (step.does === 'import') {
    other.say(
      icalOf(
        ...step.ranges.map(([first, last], n) => ({
          uid: `${n}`,
          first: day(first),
          last: day(last),
        })),
      ),
    )
    // What vanishes all at once is believed the second time.
    await host.post(`${feed}/fetch`)
    await host.post(`${feed}/fetch`)
    model.named = new Set(step.ranges.flatMap(daysOf))
  } else if (step.does === 'gap') {
    const rules = { ...NO_RULES, gap_days: step.days }
    await host.put(`/user/houses/${house_id}/rules`, { rules })
    model.gap_days = step.days
  } else if (step.does === 'place') {
    const { errcode, data } = await guest.post('/orders', { house_id, ...bodyOf(step.range) })
    const free = model.takes(step.range)
    expect(errcode).toBe(free ? '0' : '4003')
    if (free) model.stays.set(data.order_id, step.range)
  } else if (step.does === 'open') {
    await host.put(calendar, { ...bodyOf(step.range), closed: false })
    for (const one of daysOf(step.range)) model.closed.delete(one)
  } else {
    const free_only = step.does === 'close free'
    const { errcode } = await host.put(calendar, { ...bodyOf(step.range), closed: true, free_only })
    const stayed = model.stayed()
    const taken = (one: number) =>
      stayed.has(one) || (model.named.has(one) && !model.closed.has(one))
    const refused = !free_only && daysOf(step.range).some(taken)
    expect(errcode).toBe(refused ? '4003' : '0')
    if (!refused) for (const one of daysOf(step.range)) if (!taken(one)) model.closed.add(one)
  }
}

const statesOf = async ({ host, house_id }: Letting): Promise<string> => {
  const path = `/user/houses/${house_id}/calendar?from=${day(1)}&to=${day(DAYS)}`
  const { days } = (await host.get(path)).data
  return days.map(({ state }: { state: string }) => state[0]).join('')
}

test('every day has one holder, and it is the one that the model names', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 14 }), async (history) => {
      const letting = await anotherHouse(first_letting)
      const feeds = `/user/houses/${letting.house_id}/feeds`
      other.say(icalOf())
      const { data } = await letting.host.post(feeds, { name: 'other', url: other.origin })
      const model = new Model()
      for (const step of history) {
        await take(letting, `${feeds}/${data.feed_id}`, model, step)
        expect(await statesOf(letting)).toBe(model.states())
      }
    }),
    { numRuns: HISTORIES },
  )
  expect(await runChecks(site.database, CALENDARS.checks)).toEqual([])
})
