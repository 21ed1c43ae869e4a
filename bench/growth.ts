// Whether placing slows down with the orders that are stored, and whether the memory of a server
// grows with the time that it works. Flags: --orders with the numbers of stored orders, --seconds and
// --rounds of placing, --minutes of work, and --json with the file that `bench/draw-charts.ts` reads.
import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { API_PREFIX } from '../contract/route.ts'
import { type PostgresServer, startPostgres } from '../test/harness/postgres-server.ts'
import { inTurn, median } from './figures.ts'
import { type Fixture, prepareFixture } from './fixture.ts'
import { memoryOf } from './processes.ts'
import { runLoad } from './run-load.ts'
import { type Server, startIhome } from './server.ts'
import { CONNECTIONS, HOUSE_IDS } from './slots.ts'
import { storeOrders } from './stored-orders.ts'

const WARM_UP_SECONDS = 3
const LOOK_EVERY_MS = 5_000

export interface Growth {
  readonly placing: readonly {
    readonly stored: number
    readonly per_second: readonly number[]
    readonly p99_ms: readonly number[]
  }[]
  readonly memory: readonly { readonly minutes: number; readonly resident_mb: number }[]
}

interface Side {
  readonly stored: number
  readonly fixture: Fixture
  readonly server: Server
  readonly cookies: readonly string[]
  readonly per_second: number[]
  readonly p99_ms: number[]
  /** Nights that are gone, of each connection. */
  first: number
}

async function main(): Promise<void> {
  const { sizes, seconds, rounds, minutes, json } = readFlags()
  const postgres = await startPostgres()
  const sides: Side[] = []
  try {
    for (const stored of sizes) sides.push(await openSide(postgres, stored))
    for (const side of sides) await place(side, WARM_UP_SECONDS)
    await inTurn(
      rounds,
      sides.map((side) => async () => {
        const { per_second, p99_ms } = await place(side, seconds)
        side.per_second.push(per_second)
        side.p99_ms.push(p99_ms)
      }),
    )
    const [smallest] = sides
    const memory = smallest && minutes > 0 ? await work(smallest, minutes) : []
    const placing = sides.map(({ stored, per_second, p99_ms }) => ({ stored, per_second, p99_ms }))
    const growth: Growth = { placing, memory }
    if (json) writeFileSync(json, `${JSON.stringify(growth, undefined, 2)}\n`)
    report(growth)
  } finally {
    for (const { server, fixture } of sides) {
      await server.stop()
      await fixture.close()
    }
    await postgres.stop()
  }
}

/** A database and a server of its own, so that sizes are measured in turn. */
async function openSide(postgres: PostgresServer, stored: number): Promise<Side> {
  const url = postgres.url(await postgres.createDatabase())
  const fixture = await prepareFixture(url)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await storeOrders(client, stored)
  } catch (error) {
    await fixture.close()
    throw error
  } finally {
    await client.end()
  }
  console.error(`bench: ${stored.toLocaleString('en')} orders are stored`)
  const server = await startIhome(url)
  const cookies = await fixture.openSessions(CONNECTIONS)
  return { stored, fixture, server, cookies, per_second: [], p99_ms: [], first: 0 }
}

async function place(side: Side, seconds: number) {
  const { server, cookies, first } = side
  const what = { place: 'distinct', first } as const
  const result = await runLoad({ port: server.port, seconds, cookies, what })
  // No connection has had more than twice its part.
  side.first += Math.ceil((2 * result.answered) / CONNECTIONS)
  return result
}

/** Orders, and what people read between them, for minutes on end. */
async function work(side: Side, minutes: number): Promise<Growth['memory'][number][]> {
  const { server, cookies } = side
  const seconds = minutes * 60
  const paths = Array.from({ length: 500 }, (_, index) => [
    `${API_PREFIX}/houses/${HOUSE_IDS.first + index}`,
    `${API_PREFIX}/user/orders?limit=20`,
    `${API_PREFIX}/houses?p=${1 + (index % 3)}`,
  ]).flat()
  const readers = cookies.slice(0, CONNECTIONS / 4)
  const loads = [
    place(side, seconds),
    runLoad({ port: server.port, seconds, cookies: readers, what: { paths } }),
  ]
  const seen: Growth['memory'][number][] = []
  const begin_ms = performance.now()
  let done = false
  void Promise.allSettled(loads).then(() => {
    done = true
  })
  while (!done) {
    await sleep(LOOK_EVERY_MS)
    const resident_mb = memoryOf(server.pid)?.resident_mb ?? Number.NaN
    seen.push({ minutes: (performance.now() - begin_ms) / 60_000, resident_mb })
  }
  await Promise.all(loads)
  return seen
}

function report({ placing, memory }: Growth): void {
  for (const { stored, per_second, p99_ms } of placing)
    console.log(
      `${stored.toLocaleString('en').padStart(12)} orders stored: ` +
        `${Math.round(median(per_second))} a second, p99 ${median(p99_ms).toFixed(1)} ms`,
    )
  const [few, many] = [placing.at(0), placing.at(-1)]
  if (few && many)
    console.log(
      `place with ${many.stored}/with ${few.stored}: ` +
        (median(many.per_second) / median(few.per_second)).toFixed(2),
    )
  const tenth = Math.ceil(memory.length / 10)
  const of = (part: Growth['memory']) => Math.round(median(part.map((one) => one.resident_mb)))
  if (memory.length > 0)
    console.log(
      `server MB, the second tenth of the time: ${of(memory.slice(tenth, 2 * tenth))}, ` +
        `the last: ${of(memory.slice(-tenth))}`,
    )
}

function readFlags() {
  const { values } = parseArgs({
    options: {
      orders: { type: 'string', default: '10000,1000000,10000000' },
      seconds: { type: 'string', default: '4' },
      rounds: { type: 'string', default: '5' },
      minutes: { type: 'string', default: '10' },
      json: { type: 'string' },
    },
  })
  const sizes = values.orders.split(',').map(Number)
  const [seconds, rounds, minutes] = [values.seconds, values.rounds, values.minutes].map(Number)
  const numbers = [...sizes, seconds, rounds, minutes]
  if (!numbers.every((number) => number !== undefined && number >= 0))
    throw new Error('--orders, --seconds, --rounds and --minutes are numbers')
  return {
    sizes,
    seconds: seconds ?? 4,
    rounds: rounds ?? 5,
    minutes: minutes ?? 0,
    json: values.json,
  }
}

await main()
