// Whether search gets slower with the number of houses: 10,000 with 200,000 stays beside 100,000
// with 2,000,000, over HTTP; and with rules and closed days: the same 100,000 where every second one
// has many rules and each has closed days. Only the ratios travel to other machines. Flags:
// --searches, --rounds, and --houses for another number than 100,000.
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { API_PREFIX } from '../contract/route.ts'
import { migrate } from '../server/platform/database/migrate.ts'
import { openPostgres } from '../server/platform/database/postgres.ts'
import { MIGRATIONS } from '../server/runtime.ts'
import { type PostgresServer, startPostgres } from '../test/harness/postgres-server.ts'
import { addRules } from './house-rules.ts'
import { AREAS, addHousesWithStays, BOOKED_DAYS } from './search-fixture.ts'
import { type Server, startIhome } from './server.ts'

interface Size {
  readonly name: 'few' | 'many' | 'many, with rules'
  readonly houses: number
}

/** With fewer, the third page of an area may be empty. */
const FEW_MIN = 10_000

const sizesOf = (many: number): readonly Size[] => [
  { name: 'few', houses: Math.max(many / 10, FEW_MIN) },
  { name: 'many', houses: many },
  { name: 'many, with rules', houses: many },
]
/** Every second house has rules. */
const RULES_EACH = 2
const WARM_UP = 50
const DAY_MS = 86_400_000
/** As far as people turn pages. */
const PAGES = 3
const SORTS = ['new', 'booking', 'price-inc', 'price-des']

/** The n-th search, the same on both sides: an area, two to five days, any order, near pages. */
function pathOf(n: number): string {
  const first = Date.now() + (1 + ((n * 37) % (BOOKED_DAYS - 10))) * DAY_MS
  const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  const query = new URLSearchParams({
    aid: String(1 + ((n * 5) % AREAS)),
    sd: dayOf(first),
    ed: dayOf(first + (1 + (n % 4)) * DAY_MS),
    sk: SORTS[n % SORTS.length] ?? '',
    p: String(1 + (n % PAGES)),
  })
  return `${API_PREFIX}/houses?${query}`
}

async function main(): Promise<void> {
  const { searches, rounds, houses } = readFlags()
  const postgres = await startPostgres()
  const sides: Side[] = []
  try {
    for (const size of sizesOf(houses)) sides.push(await openSide(postgres, size))
    for (const side of sides) await search(side, WARM_UP)
    for (let round = 0; round < rounds; round += 1)
      for (const side of round % 2 === 0 ? sides : sides.toReversed())
        side.took_ms.push(...(await search(side, searches)))
    report(sides)
  } finally {
    for (const { server } of sides) await server.stop()
    await postgres.stop()
  }
}

interface Side {
  readonly name: string
  readonly server: Server
  readonly took_ms: number[]
}

async function openSide(postgres: PostgresServer, size: Size): Promise<Side> {
  const url = postgres.url(await postgres.createDatabase())
  const database = openPostgres(url)
  await migrate(database, MIGRATIONS)
  await database.close()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const ruled = size.name === 'many, with rules'
  await addHousesWithStays(client, size.houses, { closed: ruled })
  if (ruled) await addRules(client, RULES_EACH)
  await client.end()
  console.error(`bench: ${size.houses.toLocaleString('en')} houses and their stays are there`)
  return { name: size.name, server: await startIhome(url), took_ms: [] }
}

/** One after the other, so that none waits for another. */
async function search({ server }: Side, searches: number): Promise<number[]> {
  const took_ms: number[] = []
  for (let n = 0; n < searches; n += 1) {
    const begin_ms = performance.now()
    const response = await fetch(`http://127.0.0.1:${server.port}${pathOf(n)}`)
    const { errcode, data } = (await response.json()) as { errcode: string; data: { houses: [] } }
    took_ms.push(performance.now() - begin_ms)
    // In some areas a later page is empty on some days; the first never is.
    if (errcode !== '0' || (data.houses.length === 0 && n % PAGES === 0))
      throw new Error(`a search found nothing: ${pathOf(n)}`)
  }
  return took_ms
}

function report(sides: readonly Side[]): void {
  const [few, many, ruled] = sides.map(({ took_ms }) => spreadOf(took_ms))
  if (!few || !many || !ruled) throw new Error('nothing was measured')
  const cores = availableParallelism()
  console.log(
    `Searches of an area for free days, ms, ${cores} cores, Node ${process.versions.node}`,
  )
  for (const [name, { p50, p95 }] of [
    ['few', few],
    ['many', many],
    ['many, with rules', ruled],
  ] as const)
    console.log(
      `${name.padEnd(16)} p50 ${p50.toFixed(1).padStart(7)}  p95 ${p95.toFixed(1).padStart(7)}`,
    )
  console.log(`search p95 100k/10k: ${(many.p95 / few.p95).toFixed(2)}`)
  console.log(`search p95 with rules/without: ${(ruled.p95 / many.p95).toFixed(2)}`)
}

function spreadOf(took_ms: readonly number[]) {
  const sorted = took_ms.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95) }
}

function readFlags(): { searches: number; rounds: number; houses: number } {
  const { values } = parseArgs({
    options: {
      searches: { type: 'string', default: '200' },
      rounds: { type: 'string', default: '4' },
      houses: { type: 'string', default: '100000' },
    },
  })
  const read = (name: 'searches' | 'rounds' | 'houses') => {
    const number = Number(values[name])
    if (Number.isInteger(number) && number >= 1) return number
    throw new Error(`--${name} is "${values[name]}"; it must be a whole number from 1`)
  }
  return { searches: read('searches'), rounds: read('rounds'), houses: read('houses') }
}

await main()
