import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { API_PREFIX } from '../contract/route.ts'
import { type Fixture, ORDERS_OF } from './fixture.ts'
import type { LoadResult } from './load.ts'
import { runLoad } from './run-load.ts'
import { type Server, startBareRoute } from './server.ts'
import { CONNECTIONS, guestIdOf, HOUSE_IDS } from './slots.ts'

const HOUSES = 500
const WARM_UP_SECONDS = 2
/** How long each side of a round is. */
const SECONDS = 2
const ROUNDS = 5

/** What is read, by whom. */
export interface Read {
  readonly name: string
  readonly paths: readonly string[]
  readonly cookie?: string | undefined
}

export interface ReadRounds {
  readonly name: string
  readonly rounds: readonly { readonly ours: LoadResult; readonly bare: LoadResult }[]
}

/** What people read most, each beside a bare route that answers the same bytes. */
export async function measureReads(
  fixture: Fixture,
  server: Server,
  cookies: readonly string[],
): Promise<ReadRounds[]> {
  await fixture.clear()
  await fixture.addHouseDetails(HOUSES)
  await fixture.addOrders(guestIdOf(0), ORDERS_OF.few)
  const measured: ReadRounds[] = []
  for (const read of readsOf(cookies[0])) {
    measured.push({ name: read.name, rounds: await besideBare(server, read) })
    console.error(`bench: ${read.name} is measured`)
  }
  return measured
}

const readsOf = (cookie: string | undefined): Read[] => [
  { name: 'page of a house', paths: housePaths((id) => `${API_PREFIX}/houses/${id}`) },
  {
    name: 'list of 20 orders',
    paths: [`${API_PREFIX}/user/orders?limit=${ORDERS_OF.few}`],
    cookie,
  },
  { name: 'first page of a search', paths: [`${API_PREFIX}/houses`] },
  { name: 'quote', paths: housePaths((id) => `${API_PREFIX}/houses/${id}/quote?${quotedDays()}`) },
  { name: 'most booked', paths: [`${API_PREFIX}/houses/index`] },
  { name: 'session', paths: [`${API_PREFIX}/session`], cookie },
  { name: 'HTML of a house', paths: housePaths((id) => `/houses/${id}`) },
]

const housePaths = (pathOf: (house_id: number) => string) =>
  Array.from({ length: HOUSES }, (_, index) => pathOf(HOUSE_IDS.first + index))

const DAY_MS = 86_400_000
function quotedDays(): string {
  const dayIn = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
  return `start_date=${dayIn(40)}&end_date=${dayIn(42)}`
}

/** In turn, so that neither has the machine to itself. */
async function besideBare(server: Server, { paths, cookie = '' }: Read) {
  const bare = await startBareRouteWith(
    await fetch(`http://127.0.0.1:${server.port}${paths[0]}`, { headers: { cookie } }),
  )
  const cookies = Array.from({ length: CONNECTIONS }, () => cookie)
  const load = ({ port }: Server, seconds: number) =>
    runLoad({ port, seconds, cookies, what: { paths } })
  try {
    for (const side of [server, bare.server]) await load(side, WARM_UP_SECONDS)
    const rounds: { ours: LoadResult; bare: LoadResult }[] = []
    while (rounds.length < ROUNDS)
      rounds.push({ bare: await load(bare.server, SECONDS), ours: await load(server, SECONDS) })
    return rounds
  } finally {
    await bare.stop()
  }
}

async function startBareRouteWith(answer: Response) {
  const directory = mkdtempSync(join(tmpdir(), 'ihome-bench-'))
  const file = join(directory, 'answer')
  writeFileSync(file, await answer.text())
  const server = await startBareRoute({ file, type: answer.headers.get('content-type') ?? '' })
  const stop = async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
  return { server, stop }
}
