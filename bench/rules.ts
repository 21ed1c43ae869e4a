// What rules of prices and stays cost who books: orders over HTTP where every house has many, beside
// the same where none has any. Only the ratio travels to other machines. Flags: --seconds, --rounds.
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { type PostgresServer, startPostgres } from '../test/harness/postgres-server.ts'
import { type Fixture, logInGuests, prepareFixture } from './fixture.ts'
import { addRules } from './house-rules.ts'
import { placeOverHttp } from './rounds.ts'
import { type Server, startIhome } from './server.ts'

const WARM_UP_SECONDS = 3

interface Side {
  readonly name: 'without rules' | 'with rules'
  readonly fixture: Fixture
  readonly server: Server
  readonly cookies: readonly string[]
  readonly per_second: number[]
}

async function main(): Promise<void> {
  const { seconds, rounds } = readFlags()
  const postgres = await startPostgres()
  const sides: Side[] = []
  try {
    for (const name of ['without rules', 'with rules'] as const)
      sides.push(await openSide(postgres, name))
    for (const side of sides) await place(side, WARM_UP_SECONDS)
    for (let round = 0; round < rounds; round += 1)
      for (const side of round % 2 === 0 ? sides : sides.toReversed())
        side.per_second.push(await place(side, seconds))
    report(sides)
  } finally {
    for (const { server, fixture } of sides) {
      await server.stop()
      await fixture.close()
    }
    await postgres.stop()
  }
}

async function openSide(postgres: PostgresServer, name: Side['name']): Promise<Side> {
  const url = postgres.url(await postgres.createDatabase())
  const fixture = await prepareFixture(url)
  if (name === 'with rules') {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await addRules(client, 1)
    await client.end()
  }
  const server = await startIhome(url)
  return { name, fixture, server, cookies: await logInGuests(server.port), per_second: [] }
}

const place = async ({ fixture, server, cookies }: Side, seconds: number) =>
  (await placeOverHttp(fixture, server, { seconds, cookies })).per_second

function report(sides: readonly Side[]): void {
  const [without, with_rules] = sides.map(({ per_second }) => median(per_second))
  console.log(`Orders a second over HTTP, ${availableParallelism()} cores`)
  for (const { name, per_second } of sides)
    console.log(`${name.padEnd(14)} ${Math.round(median(per_second)).toLocaleString('en')}`)
  console.log(`place with rules/without: ${((with_rules ?? 0) / (without ?? 0)).toFixed(2)}`)
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN

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
