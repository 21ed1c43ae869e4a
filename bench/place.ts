import { type Bench, type Figure, inTurn, median } from './figures.ts'
import { type HttpRound, placeOverHttp, placeWithPgbench, type Round } from './rounds.ts'
import { runLoad } from './run-load.ts'
import { startBaseline } from './server.ts'
import { CONNECTIONS } from './slots.ts'

const WARM_UP_SECONDS = 3
const CONNECTION_COUNTS = [16, CONNECTIONS, 256] as const

/** Orders for nights that nobody else wants, beside pgbench writing the same rows one a transaction. */
export async function measurePlacing(bench: Bench): Promise<Figure[]> {
  const { fixture, server, url, seconds, rounds, cookies } = bench
  const over = (connections: number, for_seconds: number) =>
    placeOverHttp(fixture, server, { seconds: for_seconds, cookies: cookies.slice(0, connections) })
  await over(CONNECTIONS, WARM_UP_SECONDS)
  await placeWithPgbench(fixture, url, 'place-one-statement', WARM_UP_SECONDS)

  const pgbench: Round[] = []
  const placed = new Map(CONNECTION_COUNTS.map((count) => [count, [] as HttpRound[]]))
  await inTurn(rounds, [
    async () =>
      void pgbench.push(await placeWithPgbench(fixture, url, 'place-one-statement', seconds)),
    ...[...placed].map(([count, its_rounds]) => async () => {
      its_rounds.push(await over(count, seconds))
    }),
  ])
  const floor = { name: 'pgbench', values: speeds(pgbench) }
  return [
    { name: 'pgbench, one statement', unit: '/s', values: floor.values, more: costOf(pgbench) },
    await measureThreeStatements(bench),
    await measureBaseline(bench),
    ...[...placed].flatMap(([count, its_rounds]) => figuresOf(count, its_rounds, floor)),
  ]
}

function figuresOf(
  connections: number,
  rounds: readonly HttpRound[],
  floor: Figure['floor'] & object,
): Figure[] {
  const name = connections === CONNECTIONS ? 'place' : `place, ${connections} connections`
  // While one batch is decided the next one fills: an order waits for the one before its own, too.
  const batch_ms = rounds.map((round) => (1_000 * round.batch_size) / round.per_second)
  const of = (read: (round: HttpRound) => number) => median(rounds.map(read))
  return [
    { name, unit: '/s', values: speeds(rounds), floor, more: costOf(rounds) },
    {
      name: `${name}: p99`,
      unit: 'ms',
      values: rounds.map(({ load }) => load.p99_ms),
      more: {
        'p50 ms': of(({ load }) => load.p50_ms),
        'orders a batch': of((round) => round.batch_size),
        'batch ms': median(batch_ms),
        'server MB': of(({ memory }) => memory?.resident_mb ?? Number.NaN),
        'server peak MB': Math.max(...rounds.map(({ memory }) => memory?.peak_mb ?? Number.NaN)),
      },
    },
  ]
}

async function measureThreeStatements({ fixture, url, seconds }: Bench): Promise<Figure> {
  const { per_second } = await placeWithPgbench(fixture, url, 'place-three-statements', seconds)
  return { name: 'pgbench, BEGIN to COMMIT', unit: '/s', values: [per_second] }
}

/** What HTTP alone costs: a bare fastify route that answers as if it had placed an order. */
async function measureBaseline({ cookies, seconds }: Bench): Promise<Figure> {
  const baseline = await startBaseline()
  try {
    const plan = {
      port: baseline.port,
      seconds,
      cookies: cookies.slice(0, CONNECTIONS),
      what: { place: 'distinct' },
    } as const
    await runLoad({ ...plan, seconds: 1 })
    const { per_second } = await runLoad(plan)
    return { name: 'bare fastify, an order’s answer', unit: '/s', values: [per_second] }
  } finally {
    await baseline.stop()
  }
}

const speeds = (rounds: readonly Round[]) => rounds.map((round) => round.per_second)

/** CPU of one order by process, as medians. */
export function costOf(rounds: readonly Round[]): Record<string, number> {
  const cost = (part: 'server_us' | 'postgres_us' | 'client_us') =>
    median(rounds.map((round) => round.cost[part] ?? Number.NaN))
  const parts = { 'server CPU µs': cost('server_us'), 'postgres CPU µs': cost('postgres_us') }
  const told = { ...parts, 'client CPU µs': cost('client_us') }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => !Number.isNaN(value)))
}
