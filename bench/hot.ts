import { type Bench, type Figure, inTurn } from './figures.ts'
import type { LoadResult } from './load.ts'
import { runLoad } from './run-load.ts'
import { CONNECTIONS } from './slots.ts'

const AT_ONCE = 2_000
/** Longer than any of them takes. */
const SECONDS_MAX = 60

/** Orders that many want at the same time: for one night, and mostly for one house in a hundred. */
export async function measureHot(bench: Bench): Promise<Figure[]> {
  const { fixture, server, seconds, rounds, cookies } = bench
  const crowd = await fixture.openSessions(AT_ONCE)
  const few = cookies.slice(0, CONNECTIONS)
  const at_once: LoadResult[] = []
  const [distinct, refused, skewed]: [LoadResult[], LoadResult[], LoadResult[]] = [[], [], []]
  const load = async (plan: Omit<Parameters<typeof runLoad>[0], 'port'>) => {
    await fixture.clear()
    const result = await runLoad({ ...plan, port: server.port })
    await fixture.checkOrders(result.answered)
    return result
  }
  await load({ seconds: 1, cookies: few, what: { place: 'distinct' } })
  await inTurn(rounds, [
    async () => {
      const expected = ['fine', 'refused', 'busy'] as const
      const plan = { seconds: SECONDS_MAX, requests_each: 1, cookies: crowd, expected }
      const result = await load({ ...plan, what: { place: 'hot' } })
      if (result.answered !== 1) throw new Error(`${result.answered} were given one night`)
      at_once.push(result)
    },
    async () =>
      void distinct.push(await load({ seconds, cookies: few, what: { place: 'distinct' } })),
    async () => {
      const plan = { seconds, cookies: few, expected: ['fine', 'refused'] as const }
      refused.push(await load({ ...plan, what: { place: 'hot' } }))
    },
    async () => {
      const plan = { seconds, cookies: few, expected: ['fine', 'refused'] as const }
      skewed.push(await load({ ...plan, what: { place: 'skewed' } }))
    },
  ])
  const floor = { name: 'place, distinct', values: distinct.map((one) => one.per_second) }
  const refusals = (one: LoadResult) => one.answers.refused.count / one.took_seconds
  const last = at_once.at(-1)?.answers
  return [
    {
      name: `one night, ${AT_ONCE.toLocaleString('en')} at once: all answered`,
      unit: 'ms',
      values: at_once.map((one) => one.took_seconds * 1_000),
      more: {
        accepted: last?.fine.count ?? 0,
        refused: last?.refused.count ?? 0,
        'sent away': last?.busy.count ?? 0,
        'p99 ms': Math.max(last?.refused.p99_ms ?? 0, last?.busy.p99_ms ?? 0),
      },
    },
    { name: 'one night, refusals', unit: '/s', values: refused.map(refusals), floor },
    {
      name: '95 % on 1 % of houses, answers',
      unit: '/s',
      values: skewed.map((one) => one.per_second + refusals(one)),
      floor,
    },
  ]
}
