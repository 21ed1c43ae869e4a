import { type Bench, type Figure, inTurn, median } from './figures.ts'
import type { LoadResult } from './load.ts'
import { runLoad } from './run-load.ts'
import { CONNECTIONS } from './slots.ts'

/** Refusals a second on one house, beside orders at half of what the server can take. */
const REFUSALS_A_SECOND = 1_000
const REFUSED_CONNECTIONS = 64
/** More than the queue holds: each connection waits for its answer. */
const CROWD = 4_000
const TIMES_CAPACITY = 3
const RECOVERY_SECONDS = 6

/** What a crowd at one house, or everywhere, leaves of the speed of the others. */
export async function measureOverload(bench: Bench): Promise<Figure[]> {
  const peaks: number[] = []
  const [alone, beside]: [LoadResult[], LoadResult[]] = [[], []]
  const [crowded, after]: [LoadResult[], LoadResult[]] = [[], []]
  const crowd = await bench.fixture.openSessions(CROWD)
  const { server, fixture, seconds, rounds, cookies } = bench
  const few = cookies.slice(0, CONNECTIONS)
  const place = { port: server.port, what: { place: 'distinct' } } as const

  await inTurn(rounds, [
    async () => {
      await fixture.clear()
      const peak = await runLoad({ ...place, seconds, cookies: few })
      peaks.push(peak.per_second)
      await fixture.clear()
      const plan = { ...place, seconds, cookies: few, per_second: peak.per_second / 2 }
      alone.push(await runLoad(plan))
      await fixture.clear()
      const [ours] = await Promise.all([runLoad(plan), refuseMeanwhile(bench)])
      beside.push(ours)
      await fixture.clear()
      crowded.push(
        await runLoad({
          ...place,
          seconds,
          cookies: crowd,
          what: { place: 'distinct' },
          expected: ['fine', 'refused', 'busy'],
          per_second: TIMES_CAPACITY * peak.per_second,
        }),
      )
      await fixture.clear()
      after.push(await runLoad({ ...place, seconds: RECOVERY_SECONDS, cookies: few }))
    },
  ])
  return figuresOf({ peaks, alone, beside, crowded, after })
}

const refuseMeanwhile = ({ server, cookies, seconds }: Bench) =>
  runLoad({
    port: server.port,
    seconds,
    cookies: cookies.slice(CONNECTIONS, CONNECTIONS + REFUSED_CONNECTIONS),
    what: { place: 'hot', day: 3_000 },
    expected: ['fine', 'refused', 'busy'],
    per_second: REFUSALS_A_SECOND,
  })

interface Overloaded {
  readonly peaks: readonly number[]
  readonly alone: readonly LoadResult[]
  readonly beside: readonly LoadResult[]
  readonly crowded: readonly LoadResult[]
  readonly after: readonly LoadResult[]
}

function figuresOf({ peaks, alone, beside, crowded, after }: Overloaded): Figure[] {
  const p99 = (one: LoadResult) => one.p99_ms
  const busy = crowded.map(({ answers }) => answers.busy)
  return [
    {
      name: 'order p99 beside refusals of one house',
      unit: 'ms',
      values: beside.map(p99),
      floor: { name: 'without them', values: alone.map(p99) },
    },
    {
      name: `orders at ${TIMES_CAPACITY} × capacity`,
      unit: '/s',
      values: crowded.map((one) => one.per_second),
      floor: { name: 'peak', values: peaks },
      more: { 'p99 ms': median(crowded.map(p99)), 'sent away': median(busy.map((b) => b.count)) },
    },
    {
      name: 'sent away: p99',
      unit: 'ms',
      values: busy.map((one) => one.p99_ms),
      more: { 'p50 ms': median(busy.map((b) => b.p50_ms)) },
    },
    {
      name: 'first second afterwards',
      unit: '/s',
      values: after.map(({ each_second }) => each_second[0] ?? 0),
      floor: { name: 'peak', values: peaks },
    },
  ]
}
