import type pg from 'pg'
import { addDays, type NightDate } from '../rules/night-date.ts'
import { copyRows } from './copy-rows.ts'
import { draw, facilitiesOf, houseRow } from './search-houses.ts'

const STAYS_A_HOUSE = 20
/** Days from today on: in season six of ten nights are held, before and after it two of ten. */
export const SEASON = { from: 70, to: 175 } as const
/** From the first stay of a house to its last. */
export const BOOKED_DAYS = 360

const AREAS = { min: 16, max: 3_000, houses_each: 333 } as const
/** As a site grows, it comes to more towns. */
export const areasOf = (houses: number): number =>
  Math.min(Math.max(Math.round(houses / AREAS.houses_each), AREAS.min), AREAS.max)

interface Contents {
  readonly areas?: number
  /** Whether hosts keep days for themselves. */
  readonly closed?: boolean
}

/** Houses with pictures and facilities, each with 20 stays over a year; a million take minutes. */
export async function addHousesWithStays(
  client: pg.ClientBase,
  houses: number,
  { areas = areasOf(houses), closed = false }: Contents = {},
): Promise<void> {
  await client.query("SET session_replication_role = replica; SET maintenance_work_mem = '1GB'")
  await client.query(ADD_AREAS, [areas])
  await client.query(ADD_HOSTS, [hostsOf(houses)])
  await withoutIndexes(client, async () => {
    await copyRows(client, HOUSE_COLUMNS, housesIn(houses, areas))
    await copyRows(client, 'house_images (house_id, position, url, srcset)', imagesOf(houses))
    await copyRows(client, 'house_facilities (house_id, facility_id)', facilitiesIn(houses))
    await copyRows(client, 'held_nights (house_id, nights, order_id)', staysOf(houses))
    if (closed) await client.query(ADD_CLOSED)
  })
  await client.query('RESET session_replication_role; RESET maintenance_work_mem')
  await client.query('VACUUM ANALYZE')
}

/**
 * Indexes are made once at the end, of all rows at a time. VACUUM FULL makes them without asking of
 * each stay whether it overlaps another, which takes ten times as long as all else.
 */
async function withoutIndexes(client: pg.ClientBase, fill: () => Promise<unknown>): Promise<void> {
  await client.query('SET allow_system_table_mods = on')
  await client.query(SET_INDEXES, [false])
  await fill()
  await client.query(SET_INDEXES, [true])
  await client.query('VACUUM FULL houses')
  await client.query('VACUUM FULL held_nights')
}

const SET_INDEXES = `
  UPDATE pg_index SET indisready = $1, indisvalid = $1
  WHERE indrelid IN ('houses'::regclass, 'held_nights'::regclass)`

const HOUSES_A_HOST = 10
const hostsOf = (houses: number) => Math.ceil(houses / HOUSES_A_HOST)

const ADD_AREAS = `
  INSERT INTO areas (id, name) SELECT n, '第 ' || n || ' 区' FROM generate_series(1, $1::bigint) AS n`

const ADD_HOSTS = `
  INSERT INTO users (id, mobile, name, password_hash, created_at)
  SELECT n, (13900000000 + n)::text, '房东 ' || n, '', now() FROM generate_series(1, $1::bigint) AS n`

const HOUSE_COLUMNS = `houses (id, host_id, area_id, title, price_fen, address, coarse_address, capacity, order_count,
  cover_url, listed, created_at, search_text, facility_ids)`

function* housesIn(houses: number, areas: number): Generator<string> {
  for (let id = 1; id <= houses; id += 1)
    yield houseRow(id, { host_id: 1 + (id % hostsOf(houses)), areas })
}

function* imagesOf(houses: number): Generator<string> {
  for (let id = 1; id <= houses; id += 1)
    for (let at = 1; at <= 3; at += 1)
      yield `${id}\t${at}\t/files/${at}-1600.webp\t/files/${at}-400.webp 400w, /files/${at}-1600.webp 1600w\n`
}

function* facilitiesIn(houses: number): Generator<string> {
  for (let id = 1; id <= houses; id += 1)
    for (const facility_id of facilitiesOf(id)) yield `${id}\t${facility_id}\n`
}

/** Days that a calendar is divided into, each with one stay that leaves the last day free. */
const SLOTS: readonly {
  readonly from: number
  readonly days: number
  readonly nights_min: number
}[] = Array.from({ length: STAYS_A_HOUSE }, (_, slot) => {
  if (slot < 2) return { from: slot * 30, days: 30, nights_min: 3 }
  if (slot < 14) return { from: 60 + (slot - 2) * 10, days: 10, nights_min: 4 }
  return { from: 180 + (slot - 14) * 30, days: 30, nights_min: 3 }
})
/** Calendars of houses do not begin on the same day. */
const SHIFT_DAYS = 10
/** No house has it as a divisor. */
const STRIDE = 7_919

/** One stay of each house after the other's, in no order of houses, as people book. */
function* staysOf(houses: number): Generator<string> {
  const today = new Date().toISOString().slice(0, 10) as NightDate
  const days = Array.from({ length: BOOKED_DAYS + 2 * SHIFT_DAYS }, (_, ahead) =>
    addDays(today, ahead),
  )
  for (const [slot, { from, days: length, nights_min }] of SLOTS.entries()) {
    // Four to eight nights in season, three to nine out of it: six in the middle.
    const kinds = 2 * (6 - nights_min) + 1
    for (let nth = 0; nth < houses; nth += 1) {
      const id = 1 + ((nth * STRIDE) % houses)
      const drawn = draw(id, slot)
      const nights = nights_min + (drawn % kinds)
      const begin = from + (id % SHIFT_DAYS) + ((drawn >>> 8) % (length - nights))
      yield `${id}\t[${days[begin]},${days[begin + nights]})\t${id * 100 + slot}\n`
    }
  }
}

/** Two days a house that no stay has. */
const ADD_CLOSED = `
  WITH closed AS (
    INSERT INTO closed_days (house_id, nights, author_id, at)
    SELECT houses.id, daterange(free, free + 1), 1, now()
    FROM houses, unnest(ARRAY[69, 119]) AS last,
      LATERAL (SELECT CURRENT_DATE + last + (houses.id % ${SHIFT_DAYS})::integer AS free) AS day
    RETURNING id, house_id, nights
  )
  INSERT INTO held_nights (house_id, nights, kind, holder_id)
  SELECT house_id, nights, 'closed', id FROM closed`
