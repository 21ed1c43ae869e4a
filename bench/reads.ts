import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { API_PREFIX } from '../contract/route.ts'
import { type Bench, type Figure, inTurn } from './figures.ts'
import { ORDERS_OF } from './fixture.ts'
import { costOf } from './place.ts'
import { type Round, withCost } from './rounds.ts'
import { runLoad } from './run-load.ts'
import { type Server, startBareRoute } from './server.ts'
import { CONNECTIONS, guestIdOf, HOUSE_IDS } from './slots.ts'

const HOUSES = 500
const WARM_UP_SECONDS = 2

/** What is read, by whom. */
interface Read {
  readonly name: string
  readonly paths: readonly string[]
  readonly cookie?: string | undefined
}

/** What people read most, each beside a bare route that answers the same bytes. */
export async function measureReads(bench: Bench): Promise<Figure[]> {
  const { fixture, cookies } = bench
  await fixture.clear()
  await fixture.addHouseDetails(HOUSES)
  await fixture.addOrders(guestIdOf(0), ORDERS_OF.few)
  await fixture.addOrders(guestIdOf(1), ORDERS_OF.many)
  const figures: Figure[] = []
  for (const read of readsOf(cookies)) figures.push(await besideBare(bench, read))
  await fixture.clear()
  return figures
}

const readsOf = ([cookie, of_many]: readonly string[]): Read[] => [
  { name: 'page of a house', paths: housePaths((id) => `${API_PREFIX}/houses/${id}`) },
  {
    name: 'list of 20 orders',
    paths: [`${API_PREFIX}/user/orders?limit=${ORDERS_OF.few}`],
    cookie,
  },
  {
    name: 'the same of one with 10,000',
    paths: [`${API_PREFIX}/user/orders?limit=${ORDERS_OF.few}`],
    cookie: of_many,
  },
  { name: 'first page of a search', paths: [`${API_PREFIX}/houses`] },
  { name: 'quote', paths: housePaths((id) => `${API_PREFIX}/houses/${id}/quote?${quotedDays()}`) },
  { name: 'most booked', paths: [`${API_PREFIX}/houses/index`] },
  { name: 'areas', paths: [`${API_PREFIX}/areas`] },
  { name: 'facilities', paths: [`${API_PREFIX}/facilities`] },
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

async function besideBare(bench: Bench, { name, paths, cookie = '' }: Read): Promise<Figure> {
  const { server, seconds, rounds } = bench
  const bare = await startBareRouteWith(
    await fetch(`http://127.0.0.1:${server.port}${paths[0]}`, { headers: { cookie } }),
  )
  const cookies = Array.from({ length: CONNECTIONS }, () => cookie)
  const load = ({ port }: Server, for_seconds: number) =>
    runLoad({ port, seconds: for_seconds, cookies, what: { paths } })
  const ours: Round[] = []
  const floor: number[] = []
  try {
    for (const side of [server, bare.server]) await load(side, WARM_UP_SECONDS)
    await inTurn(rounds, [
      async () => void ours.push(await withCost(bench, () => load(server, seconds))),
      async () => void floor.push((await load(bare.server, seconds)).per_second),
    ])
  } finally {
    await bare.stop()
  }
  return {
    name,
    unit: '/s',
    values: ours.map((round) => round.per_second),
    floor: { name: 'bare', values: floor },
    more: costOf(ours),
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
