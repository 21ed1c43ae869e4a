// Whether search gets slower with the number of houses: 10,000 with 200,000 stays beside 100,000
// with 2,000,000, over HTTP, kind by kind; and with rules and closed days: the same houses where
// every second one has many rules and each has closed days. Only the ratios travel to other
// machines. Flags: --houses and --areas for other numbers, --searches of each kind a round,
// --rounds, --rules no to leave rules out, --shared-buffers for another memory of the database,
// --json for a file that takes all figures.
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { API_PREFIX } from '../contract/route.ts'
import { migrate } from '../server/platform/database/migrate.ts'
import { openPostgres } from '../server/platform/database/postgres.ts'
import { MIGRATIONS } from '../server/runtime.ts'
import { type PostgresServer, startPostgres } from '../test/harness/postgres-server.ts'
import { addRules } from './house-rules.ts'
import { addHousesWithStays, areasOf } from './search-fixture.ts'
import { SEARCH_KINDS, type SearchKind } from './search-kinds.ts'
import { type Server, startIhome } from './server.ts'

const FEW = 10_000
const FEW_AREAS = 16
/** Every second house has rules. */
const RULES_EACH = 2
const WARM_UP = 10

interface Size {
  readonly name: 'few' | 'many' | 'many, with rules'
  readonly houses: number
  readonly areas: number
}

interface Side extends Size {
  readonly server: Server
  /** By kind of search, in ms. */
  readonly took_ms: Map<string, number[]>
}

async function main(): Promise<void> {
  const flags = readFlags()
  const { searches, rounds } = flags
  const postgres = await startPostgres({ durable: false })
  const sides: Side[] = []
  try {
    await giveMemory(postgres, flags.shared_buffers)
    for (const size of sizesOf(flags)) sides.push(await openSide(postgres, size))
    for (const side of sides) await measure(side, WARM_UP)
    for (const { took_ms } of sides) took_ms.clear()
    for (let round = 0; round < rounds; round += 1)
      for (const side of round % 2 === 0 ? sides : sides.toReversed())
        await measure(side, searches, round)
    report(sides)
    if (flags.json) writeFileSync(flags.json, JSON.stringify(sides.map(figuresOf), undefined, 2))
  } finally {
    for (const { server } of sides) await server.stop()
    await postgres.stop()
  }
}

function sizesOf({ houses, areas, rules }: Flags): Size[] {
  const many = { houses, areas: areas || areasOf(houses) }
  return [
    {
      name: 'few',
      houses: FEW,
      areas: Math.max(Math.min(areas || areasOf(FEW), areasOf(FEW)), FEW_AREAS),
    },
    { name: 'many', ...many },
    ...(rules ? [{ name: 'many, with rules' as const, ...many }] : []),
  ]
}

/** As whoever runs a site of this size gives it; the same for all sides. */
async function giveMemory(postgres: PostgresServer, shared_buffers: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url() })
  await client.connect()
  await client.query(`ALTER SYSTEM SET shared_buffers = '${shared_buffers}'`)
  await client.query(`ALTER SYSTEM SET max_wal_size = '16GB'`)
  await client.end()
  await postgres.restart()
}

async function openSide(postgres: PostgresServer, size: Size): Promise<Side> {
  const begin_ms = performance.now()
  const url = postgres.url(await postgres.createDatabase())
  const database = openPostgres(url)
  await migrate(database, MIGRATIONS)
  await database.close()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const ruled = size.name === 'many, with rules'
  await addHousesWithStays(client, size.houses, { areas: size.areas, closed: ruled })
  if (ruled) await addRules(client, RULES_EACH)
  await client.end()
  const took_s = ((performance.now() - begin_ms) / 1_000).toFixed(0)
  console.error(`bench: ${size.houses.toLocaleString('en')} houses and their stays, ${took_s} s`)
  return { ...size, server: await startIhome(url), took_ms: new Map() }
}

/** One after the other, so that none waits for another; other questions each round. */
async function measure(side: Side, searches: number, round = 0): Promise<void> {
  for (const kind of SEARCH_KINDS) {
    const took_ms = side.took_ms.get(kind.name) ?? []
    side.took_ms.set(kind.name, took_ms)
    for (let n = 0; n < searches; n += 1)
      took_ms.push(await search(side, kind, round * searches + n))
  }
}

async function search({ server, areas }: Side, kind: SearchKind, n: number): Promise<number> {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(kind.query(n, areas))) query.set(name, String(value))
  const begin_ms = performance.now()
  const response = await fetch(`http://127.0.0.1:${server.port}${API_PREFIX}/houses?${query}`)
  const { errcode } = (await response.json()) as { errcode: string }
  if (errcode !== '0') throw new Error(`a search was answered ${errcode}: ${query}`)
  return performance.now() - begin_ms
}

function report(sides: readonly Side[]): void {
  const [few, many, ruled] = sides
  if (!few || !many) throw new Error('nothing was measured')
  console.log(
    `Searches, ms (p50 p95), ${availableParallelism()} cores, Node ${process.versions.node}`,
  )
  for (const { name, houses, areas } of sides)
    console.log(`${name}: ${houses.toLocaleString('en')} houses in ${areas} areas`)
  const rows = [
    ...SEARCH_KINDS.map(({ name }) => [name, [name]] as const),
    ['all with days', WITH_DAYS] as const,
  ]
  for (const [name, kinds] of rows) {
    const spreads = sides.map((side) =>
      spreadOf(kinds.flatMap((kind) => side.took_ms.get(kind) ?? [])),
    )
    const cells = spreads.map(
      ({ p50, p95 }) => `${p50.toFixed(1).padStart(8)}${p95.toFixed(1).padStart(8)}`,
    )
    const [ours, theirs, rules] = spreads.map(({ p95 }) => p95)
    console.log(
      `${name.padEnd(24)}${cells.join(' |')} | ×${((theirs ?? 0) / (ours ?? 1)).toFixed(2)}` +
        (rules ? ` | rules ×${(rules / (theirs ?? 1)).toFixed(2)}` : ''),
    )
  }
  const p95 = (side: Side) =>
    spreadOf(WITH_DAYS.flatMap((kind) => side.took_ms.get(kind) ?? [])).p95
  console.log(`search p95 many/few: ${(p95(many) / p95(few)).toFixed(2)}`)
  if (ruled) console.log(`search p95 with rules/without: ${(p95(ruled) / p95(many)).toFixed(2)}`)
}

const figuresOf = ({ name, houses, areas, took_ms }: Side) => ({
  name,
  houses,
  areas,
  with_days: spreadOf(WITH_DAYS.flatMap((kind) => took_ms.get(kind) ?? [])),
  kinds: Object.fromEntries([...took_ms].map(([kind, took]) => [kind, spreadOf(took)])),
})

const WITH_DAYS = SEARCH_KINDS.filter(({ days }) => days).map(({ name }) => name)

function spreadOf(took_ms: readonly number[]) {
  const sorted = took_ms.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95) }
}

type Flags = ReturnType<typeof readFlags>

function readFlags() {
  const { values } = parseArgs({
    options: {
      houses: { type: 'string', default: '100000' },
      areas: { type: 'string', default: '0' },
      searches: { type: 'string', default: '40' },
      rounds: { type: 'string', default: '4' },
      rules: { type: 'string', default: 'yes' },
      'shared-buffers': { type: 'string', default: '128MB' },
      json: { type: 'string' },
    },
  })
  const read = (name: 'houses' | 'areas' | 'searches' | 'rounds') => {
    const number = Number(values[name])
    if (Number.isInteger(number) && number >= 0) return number
    throw new Error(`--${name} is "${values[name]}"; it must be a whole number`)
  }
  if (!/^\d+[kMG]B$/.test(values['shared-buffers']))
    throw new Error('--shared-buffers is a size such as 128MB or 4GB')
  return {
    houses: read('houses'),
    areas: read('areas'),
    searches: read('searches'),
    rounds: read('rounds'),
    rules: values.rules !== 'no',
    shared_buffers: values['shared-buffers'],
    json: values.json,
  }
}

await main()
