import { createHmac, randomBytes } from 'node:crypto'
import pg from 'pg'
import { API_PREFIX } from '../contract/route.ts'
import { hashPassword } from '../server/account/passwords.ts'
import { migrate } from '../server/platform/database/migrate.ts'
import { openPostgres } from '../server/platform/database/postgres.ts'
import { MIGRATIONS } from '../server/runtime.ts'
import { BENCH_SECRET } from './server.ts'
import { CONNECTIONS, CONNECTIONS_MAX, guestIdOf, HOST_ID, HOUSE_IDS, PRICE_FEN } from './slots.ts'

/** Of a guest with few, and of one with many. */
export const ORDERS_OF = { few: 20, many: 10_000 } as const

const PASSWORD = 'a password that only the bench uses'
const mobileOf = (user_id: number) => `139${String(user_id).padStart(8, '0')}`

/** What is measured on: one database with houses and guests, emptied of orders before each run. */
export interface Fixture {
  /** Process of the database server that all others belong to. */
  readonly postmaster_pid: number
  readonly version: string
  /**
   * Empties the tables, so that every run, of either side, begins with the same sizes, and writes
   * a checkpoint, so that none pays for the one before it and each begins a new five minutes.
   */
  clear(): Promise<void>
  /** Throws unless there are this many orders, each with its nights and its first event. */
  checkOrders(count: number): Promise<void>
  countOrders(): Promise<number>
  /** Gives a guest so many orders, and the planner what it would soon have learnt by itself. */
  addOrders(guest_id: number, count: number): Promise<void>
  /** The cookies of so many guests, whose sessions are there without anybody having logged in. */
  openSessions(count: number): Promise<string[]>
  /** Gives the first so many houses pictures, facilities and comments. */
  addHouseDetails(houses: number): Promise<void>
  close(): Promise<void>
}

export async function prepareFixture(url: string): Promise<Fixture> {
  const database = openPostgres(url)
  await migrate(database, MIGRATIONS)
  await database.close()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await addPeopleAndHouses(client)
  const { pid, version } = await askServer(client)
  return {
    postmaster_pid: pid,
    version,
    async clear() {
      await client.query(
        'TRUNCATE held_nights, orders, order_events, notices, outbox_messages CASCADE',
      )
      // Messages of the round before are not the business of the next one.
      const { rows } = await client.query("SELECT to_regclass('pgboss.job') AS jobs")
      if (rows[0].jobs) await client.query('TRUNCATE pgboss.job')
      await client.query('CHECKPOINT')
    },
    countOrders: async () => (await count(client)).orders,
    async checkOrders(placed) {
      const { orders, nights, events } = await count(client)
      if (orders === placed && nights === placed && events === placed) return
      throw new Error(`${placed} were placed: ${orders} orders, ${nights} nights, ${events} events`)
    },
    async addOrders(guest_id, orders) {
      await client.query(ADD_ORDERS, [guest_id, orders])
      await client.query('ANALYZE orders')
    },
    async openSessions(count) {
      const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'))
      const guests = tokens.map((_, connection) => guestIdOf(connection % CONNECTIONS_MAX))
      await client.query(ADD_SESSIONS, [tokens.map(hashOf), guests])
      return tokens.map((token) => `ihome_session=${token}`)
    },
    async addHouseDetails(houses) {
      for (const text of ADD_HOUSE_DETAILS) await client.query(text, [HOUSE_IDS.first, houses])
      await client.query('ANALYZE')
    },
    close: () => client.end(),
  }
}

/** The cookies of one guest for each connection, from logging in as anybody would. */
export async function logInGuests(port: number): Promise<string[]> {
  const cookies: string[] = []
  for (let connection = 0; connection < CONNECTIONS; connection += 1)
    cookies.push(await logIn(port, guestIdOf(connection)))
  return cookies
}

export async function logIn(port: number, user_id: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}${API_PREFIX}/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ mobile: mobileOf(user_id), password: PASSWORD }),
  })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new Error(`user ${user_id} could not log in: ${await response.text()}`)
  return cookie
}

const askServer = async (client: pg.Client) =>
  first(await client.query<{ pid: number; version: string }>(SERVER))

const count = async (client: pg.Client) =>
  first(await client.query<{ orders: number; nights: number; events: number }>(COUNTS))

function first<Row extends pg.QueryResultRow>({ rows: [row] }: pg.QueryResult<Row>): Row {
  if (row === undefined) throw new Error('the database answered nothing')
  return row
}

async function addPeopleAndHouses(client: pg.Client): Promise<void> {
  const password_hash = await hashPassword(PASSWORD)
  const ids = [HOST_ID, ...Array.from({ length: CONNECTIONS_MAX }, (_, index) => guestIdOf(index))]
  await client.query(ADD_USERS, [ids, ids.map(mobileOf), password_hash])
  await client.query(`INSERT INTO areas (id, name) VALUES (1, '东城区')`)
  await client.query(ADD_HOUSES, [HOUSE_IDS.first, HOUSE_IDS.last, HOST_ID, PRICE_FEN])
  await client.query('VACUUM ANALYZE')
}

/** As the server keeps it. */
const hashOf = (token: string) =>
  createHmac('sha256', BENCH_SECRET).update(token).digest('base64url')

const ADD_SESSIONS = `
  INSERT INTO sessions (token_hash, user_id, expires_at, ends_at)
  SELECT token_hash, user_id, now() + interval '30 days', now() + interval '180 days'
  FROM unnest($1::text[], $2::bigint[]) AS s (token_hash, user_id)`

const SERVER = `
  SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid,
    current_setting('server_version') AS version`

const ADD_USERS = `
  INSERT INTO users (id, mobile, name, password_hash, created_at)
  SELECT id, mobile, mobile, $3, now() FROM unnest($1::bigint[], $2::text[]) AS u (id, mobile)`

const ADD_HOUSES = `
  INSERT INTO houses (id, host_id, area_id, title, price_fen, created_at)
  SELECT id, $3, 1, '鼓楼边的小院', $4, now() FROM generate_series($1::bigint, $2::bigint) AS id`

const COUNTS = `
  SELECT (SELECT count(*)::int FROM orders) AS orders,
    (SELECT count(*)::int FROM held_nights) AS nights,
    (SELECT count(*)::int FROM order_events) AS events`

const ADD_ORDERS = `
  INSERT INTO orders (house_id, id, guest_id, host_id, start_date, end_date,
    price_fen, amount_fen, status, created_at)
  SELECT ${HOUSE_IDS.first} + n % 1000, nextval('order_ids'), $1, ${HOST_ID},
    CURRENT_DATE + 30 + n / 1000, CURRENT_DATE + 30 + n / 1000,
    ${PRICE_FEN}, ${PRICE_FEN}, 'COMPLETE', now()
  FROM generate_series(1, $2::int) AS n`

const HOUSES = `generate_series($1::bigint, $1::bigint + $2::bigint - 1) AS house (id)`
const ADD_HOUSE_DETAILS = [
  `UPDATE houses SET address = '东城区鼓楼东大街 1 号', acreage = 30, unit = '一室一厅', capacity = 2,
    beds = '双人床：2×1.8 米 ×1 张', min_days = 1, version = version + 1
  WHERE id >= $1::bigint AND id < $1::bigint + $2::bigint`,
  `INSERT INTO house_facilities (house_id, facility_id)
  SELECT house.id, n FROM ${HOUSES}, generate_series(1, 12) AS n`,
  `INSERT INTO house_images (house_id, position, url)
  SELECT house.id, n, '/files/houses/' || house.id || '/9f86d081884c7d65-' || n || '.webp'
  FROM ${HOUSES}, generate_series(1, 5) AS n`,
  `INSERT INTO orders (house_id, id, guest_id, host_id, start_date, end_date, price_fen, amount_fen,
    status, comment, commented_at, created_at)
  SELECT house.id, nextval('order_ids'), 2, ${HOST_ID}, CURRENT_DATE - n, CURRENT_DATE - n,
    ${PRICE_FEN}, ${PRICE_FEN}, 'COMPLETE', '很干净，离地铁近，房东很热情，下次还来。', now(), now()
  FROM ${HOUSES}, generate_series(1, 10) AS n`,
]
