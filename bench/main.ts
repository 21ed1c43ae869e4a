// How fast orders are placed over HTTP, beside what the database does with the same rows when
// pgbench writes them, and how fast pages of houses are read, beside a bare route that sends the
// same bytes. Only the ratios travel to other machines. Flags: --seconds, --rounds.
import { parseArgs } from 'node:util'
import { startPostgres } from '../test/harness/postgres-server.ts'
import { measureDetail } from './detail.ts'
import { type Ground, logInGuests, prepareGround } from './ground.ts'
import { needPgbench } from './pgbench.ts'
import { putLoad } from './put-load.ts'
import { type Measured, report } from './report.ts'
import { type HttpRound, placeOverHttp, placeWithPgbench, type Round } from './rounds.ts'
import { type Server, startFloor, startIhome } from './server.ts'
import { guestIdOf } from './slots.ts'

const WARM_UP_SECONDS = 3
const ASIDE_SECONDS = 3
const DETAIL = { seconds: 2, rounds: 5 }
const FEW_ORDERS = 20
const MANY_ORDERS = 10_000

async function main(): Promise<void> {
  const { seconds, rounds } = readFlags()
  needPgbench()
  const postgres = await startPostgres()
  const url = postgres.url(await postgres.createDatabase())
  const ground = await prepareGround(url)
  const server = await startIhome(url)
  try {
    report(await measure({ ground, server, url, seconds, rounds }))
  } finally {
    await server.stop()
    await ground.close()
    await postgres.stop()
  }
}

interface Bench {
  readonly ground: Ground
  readonly server: Server
  readonly url: string
  readonly seconds: number
  readonly rounds: number
}

async function measure({ ground, server, url, seconds, rounds }: Bench): Promise<Measured> {
  const cookies = await logInGuests(server.port)
  const overHttp = (seconds: number) => placeOverHttp(ground, server, { seconds, cookies })
  const direct = (seconds: number) => placeWithPgbench(ground, url, 'place-one-statement', seconds)

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
    postgres_version: ground.version,
    seconds,
    http,
    pgbench,
    three_statements: await placeWithPgbench(ground, url, 'place-three-statements', seconds),
    lists: await measureLists(ground, server, cookies),
    floor: await measureFloor(cookies),
    detail: await measureDetail(ground, server, DETAIL),
  }
}

/** Whether a person's list gets slower with the number of their orders. */
async function measureLists(ground: Ground, { port }: Server, cookies: readonly string[]) {
  await ground.clear()
  await ground.addOrders(guestIdOf(0), FEW_ORDERS)
  await ground.addOrders(guestIdOf(1), MANY_ORDERS)
  const what = { paths: [`/api/v1.0/user/orders?limit=${FEW_ORDERS}`] }
  const list = (cookie: string | undefined) =>
    putLoad({ port, seconds: ASIDE_SECONDS, cookies: cookies.map(() => cookie ?? ''), what })
  await list(cookies[0])
  return { few: await list(cookies[0]), many: await list(cookies[1]) }
}

async function measureFloor(cookies: readonly string[]) {
  const floor = await startFloor()
  try {
    const plan = { port: floor.port, seconds: ASIDE_SECONDS, cookies, what: 'place' } as const
    await putLoad(plan)
    return await putLoad(plan)
  } finally {
    await floor.stop()
  }
}

function readFlags(): { seconds: number; rounds: number } {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '8' },
      rounds: { type: 'string', default: '5' },
    },
  })
  const read = (name: 'seconds' | 'rounds') => {
    const number = Number(values[name])
    if (Number.isInteger(number) && number >= 1) return number
    throw new Error(`--${name} is "${values[name]}"; it must be a whole number from 1`)
  }
  return { seconds: read('seconds'), rounds: read('rounds') }
}

await main()
