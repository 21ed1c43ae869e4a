import { API_PREFIX } from '../contract/route.ts'
import { FIRST_DAY_IN_DAYS, HOUSE_IDS, slotOf } from './slots.ts'

/** What a load asks for. */
export type What =
  /** Orders for nights that nobody else asks for, from the `first`th of each connection on. */
  | { readonly place: 'distinct'; readonly first?: number; readonly connections_from?: number }
  /** Everybody wants the same night of one house. */
  | { readonly place: 'hot'; readonly day?: number }
  /** Most want nights of few houses, the others their own. */
  | { readonly place: 'skewed'; readonly first?: number }
  /** These paths by turns. */
  | { readonly paths: readonly string[] }

export type NextRequest = (n: number) => string

/** Of a hundred orders, so many are for one house in a hundred. */
const SKEWED = { orders: 95, houses_each: 100 } as const
const DAYS_MAX = 3_650
const DAY_MS = 86_400_000

/** The requests of one connection, one after the other. */
export function requestsOf(what: What, cookie: string, connection: number): NextRequest {
  const common = `Host: 127.0.0.1\r\n${cookie ? `Cookie: ${cookie}\r\n` : ''}`
  if ('paths' in what) {
    const requests = what.paths.map((path) => `GET ${path} HTTP/1.1\r\n${common}\r\n`)
    return (n) => requests[(n + connection) % requests.length] as string
  }
  const post = `POST ${API_PREFIX}/orders HTTP/1.1\r\n${common}Content-Type: application/json\r\n`
  const dates = datesFrom(Date.now() + FIRST_DAY_IN_DAYS * DAY_MS)
  const order = (house_id: number, day: number) => {
    const date = dates[day]
    if (date === undefined) throw new Error('the bench has run out of free nights')
    const body = `{"house_id":${house_id},"start_date":"${date}","end_date":"${date}"}`
    return `${post}Content-Length: ${body.length}\r\n\r\n${body}`
  }
  if (what.place === 'hot') {
    const request = order(HOUSE_IDS.first, what.day ?? 0)
    return () => request
  }
  const others = what.place === 'distinct' ? (what.connections_from ?? 0) : 0
  const own = (n: number) => {
    const { house_id, day } = slotOf(connection + others, n + (what.first ?? 0))
    return order(house_id, day)
  }
  return what.place === 'skewed' ? skewed(connection, order, own) : own
}

const datesFrom = (start_ms: number) =>
  Array.from({ length: DAYS_MAX }, (_, day) =>
    new Date(start_ms + day * DAY_MS).toISOString().slice(0, 10),
  )

/** The same for every run: which of a hundred is whose follows from its number. */
function skewed(
  connection: number,
  order: (house_id: number, day: number) => string,
  own: NextRequest,
): NextRequest {
  const houses = HOUSE_IDS.last - HOUSE_IDS.first + 1
  const few = Math.ceil(houses / SKEWED.houses_each)
  return (n) => {
    const mixed = (n * 37 + connection * 11) % 100
    if (mixed >= SKEWED.orders) return own(n)
    // From the last house on, and late days: none of them is anybody's own.
    const house_id = HOUSE_IDS.last - ((n * 7 + connection) % few)
    return order(house_id, 1_000 + (Math.floor(n / few) % 1_000))
  }
}
