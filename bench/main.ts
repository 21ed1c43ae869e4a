// How fast orders are placed over HTTP, beside what the database does with the same rows when
// pgbench writes them, and how fast what people read most is answered, beside a bare route that sends
// the same bytes. Only the ratios travel to other machines. Flags: --seconds, --rounds, and --json
// with a file for all that was measured.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startPostgres } from '../test/harness/postgres-server.ts'
import { type Fixture, logInGuests, ORDERS_OF, prepareFixture } from './fixture.ts'
import { requirePgbench } from './pgbench.ts'
import { measureReads } from './reads.ts'
import { type Measured, report } from './report.ts'
import { type HttpRound, placeOverHttp, placeWithPgbench, type Round } from './rounds.ts'
import { runLoad } from './run-load.ts'
import { type Server, startBaseline, startIhome } from './server.ts'
import { guestIdOf } from './slots.ts'

const WARM_UP_SECONDS = 3
const ASIDE_SECONDS = 3

async function main(): Promise<void> {
  const { seconds, rounds, json } = readFlags()
  requirePgbench()
  const postgres = await startPostgres()
  const url = postgres.url(await postgres.createDatabase())
  const fixture = await prepareFixture(url)
  const server = await startIhome(url)
  try {
    const measured = await measure({ fixture, server, url, seconds, rounds })
    if (json) writeFileSync(json, `${JSON.stringify(measured, undefined, 2)}\n`)
    report(measured)
  } finally {
    await server.stop()
    await fixture.close()
    await postgres.stop()
  }
}

interface Bench {
  readonly fixture: Fixture
  readonly server: Server
  readonly url: string
  readonly seconds: number
  readonly rounds: number
}

async function measure({ fixture, server, url, seconds, rounds }: Bench): Promise<Measured> {
  const cookies = await logInGuests(server.port)
  const overHttp = (seconds: number) => placeOverHttp(fixture, server, { seconds, cookies })
  const direct = (seconds: number) => placeWithPgbench(fixture, url, 'place-one-statement', seconds)

  await overHttp(WARM_UP_SECONDS)
  await direct(WARM_UP_SECONDS)
  const http: HttpRound[] = []
  const pgbench: Round[] = []
  for (let round = 0; round < rounds; round += 1) {
    // By turns the first of the two, so that neither always follows the other.
    const sides = [
      async () => void pgbench.push(await direct(seconds)),
      async () => void http.push(await overHttp(seconds)),
    ]
    for (const side of round % 2 === 0 ? sides : sides.reverse()) await side()
    console.error(`bench: round ${round + 1} of ${rounds} is done`)
  }
  return {
    postgres_version: fixture.version,
    seconds,
    http,
    pgbench,
    three_statements: await placeWithPgbench(fixture, url, 'place-three-statements', seconds),
    lists: await measureLists(fixture, server, cookies),
    baseline: await measureBaseline(cookies),
    reads: await measureReads(fixture, server, cookies),
  }
}

/** Whether a person's list gets slower with the number of their orders. */
async function measureLists(fixture: Fixture, { port }: Server, cookies: readonly string[]) {
  await fixture.clear()
  await fixture.addOrders(guestIdOf(0), ORDERS_OF.few)
  await fixture.addOrders(guestIdOf(1), ORDERS_OF.many)
  const what = { paths: [`/api/v1.0/user/orders?limit=${ORDERS_OF.few}`] }
  const list = (cookie: string | undefined) =>
    runLoad({ port, seconds: ASIDE_SECONDS, cookies: cookies.map(() => cookie ?? ''), what })
  await list(cookies[0])
  return { few: await list(cookies[0]), many: await list(cookies[1]) }
}

async function measureBaseline(cookies: readonly string[]) {
  const baseline = await startBaseline()
  try {
    const plan = { port: baseline.port, seconds: ASIDE_SECONDS, cookies, what: 'place' } as const
    await runLoad(plan)
    return await runLoad(plan)
  } finally {
    await baseline.stop()
  }
}

function readFlags(): { seconds: number; rounds: number; json: string | undefined } {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '8' },
      rounds: { type: 'string', default: '5' },
      json: { type: 'string' },
    },
  })
  const read = (name: 'seconds' | 'rounds') => {
    const number = Number(values[name])
    if (Number.isInteger(number) && number >= 1) return number
    throw new Error(`--${name} is "${values[name]}"; it must be a whole number from 1`)
  }
  return { seconds: read('seconds'), rounds: read('rounds'), json: values.json }
}

await main()
