import type pg from 'pg'
import { HOST_ID, PRICE_FEN } from './slots.ts'

/** The orders of years: of houses and guests of their own, each stay long over. */
const HOUSES = { first: 1_000_001, count: 20_000 } as const
const GUESTS = { first: 1_000_001, count: 50_000 } as const
/** Bounds what one transaction writes. */
const CHUNK = 1_000_000

const TABLES = ['orders', 'held_nights', 'order_events'] as const

/**
 * Stores finished orders with their nights and their first events. Indexes are made when all rows
 * are there, and neither triggers nor foreign keys look at each: minutes for ten million.
 */
export async function storeOrders(client: pg.Client, count: number): Promise<void> {
  await client.query(ADD_HOUSES)
  await client.query(ADD_GUESTS)
  const made_later = await dropIndexes(client)
  await client.query("SET session_replication_role = replica; SET maintenance_work_mem = '1GB'")
  for (let from = 0; from < count; from += CHUNK) {
    await client.query(ADD_ORDERS, [from, Math.min(from + CHUNK, count) - 1])
    if (count > CHUNK) console.error(`bench: ${from + CHUNK} of ${count} orders are stored`)
  }
  for (const statement of made_later) await client.query(statement)
  await client.query('RESET session_replication_role')
  await client.query('VACUUM ANALYZE')
  await client.query('CHECKPOINT')
}

/** Drops all but the keys, which other tables point to, and returns the statements that bring it back. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const made_later: string[] = []
  const { rows } = await client.query<{ drop: string; make: string }>(FIND_INDEXES, [TABLES])
  for (const { drop, make } of rows) {
    await client.query(drop)
    made_later.push(make)
  }
  return made_later
}

const FIND_INDEXES = `
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
      pg_get_constraintdef(oid)) AS make
  FROM pg_constraint WHERE conrelid = ANY ($1::text[]::regclass[]) AND contype = 'x'
  UNION ALL
  SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
  FROM pg_index WHERE indrelid = ANY ($1::text[]::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`

const ADD_HOUSES = `
  INSERT INTO houses (id, host_id, area_id, title, price_fen, created_at)
  SELECT id, ${HOST_ID}, 1, '鼓楼边的小院', ${PRICE_FEN}, now()
  FROM generate_series(${HOUSES.first}, ${HOUSES.first + HOUSES.count - 1}) AS id`

const ADD_GUESTS = `
  INSERT INTO users (id, mobile, name, password_hash, created_at)
  SELECT id, '138' || lpad(id::text, 8, '0'), '138' || lpad(id::text, 8, '0'), '', now()
  FROM generate_series(${GUESTS.first}, ${GUESTS.first + GUESTS.count - 1}) AS id`

/** Day by day, as they were placed. */
const ADD_ORDERS = `
  WITH stored AS MATERIALIZED (
    SELECT ${HOUSES.first} + n % ${HOUSES.count} AS house_id, nextval('order_ids') AS id,
      ${GUESTS.first} + (n * 7919) % ${GUESTS.count} AS guest_id,
      CURRENT_DATE - 1 - (n / ${HOUSES.count})::integer AS day
    FROM generate_series($1::bigint, $2::bigint) AS n
  ),
  nights AS (
    INSERT INTO held_nights (house_id, nights, order_id)
    SELECT house_id, daterange(day, day, '[]'), id FROM stored
  ),
  events AS (
    INSERT INTO order_events (house_id, order_id, to_status, kind, actor, at)
    SELECT house_id, id, 'WAIT_ACCEPT', 'placed', 'guest', day FROM stored
  )
  INSERT INTO orders (house_id, id, guest_id, host_id, start_date, end_date, title, address, cover_url,
    price_fen, amount_fen, status, created_at)
  SELECT house_id, id, guest_id, ${HOST_ID}, day, day, '鼓楼边的小院', '', '', ${PRICE_FEN}, ${PRICE_FEN},
    'COMPLETE', day
  FROM stored`
