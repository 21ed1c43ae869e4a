import type pg from 'pg'

export const AREAS = 16
const STAYS_A_HOUSE = 20
/** From the first stay of a house to its last. */
export const BOOKED_DAYS = 360

/** Houses in 16 areas, each with 20 stays over a year: about a fifth of all nights are held. */
export async function addHousesWithStays(
  client: pg.ClientBase,
  houses: number,
  { closed = false } = {},
): Promise<void> {
  // A worker that came in between could keep dead rows from being removed at the end.
  for (const table of ['houses', 'house_images', 'house_facilities', 'held_nights'])
    await client.query(`ALTER TABLE ${table} SET (autovacuum_enabled = off)`)
  await client.query(ADD_AREAS)
  await client.query(ADD_HOST)
  await client.query(ADD_HOUSES, [houses])
  await client.query(ADD_HOUSE_IMAGES)
  await client.query(ADD_HOUSE_FACILITIES)
  await withoutGuards(client, async () => {
    await client.query(ADD_STAYS)
    if (closed) await client.query(ADD_CLOSED)
  })
  // Houses stand together again after their facilities came one list after the other.
  await client.query('VACUUM FULL houses')
  await client.query('VACUUM ANALYZE')
}

/** Constraints are checked once at the end, all rows at a time: millions of stays take minutes. */
async function withoutGuards(client: pg.ClientBase, fill: () => Promise<unknown>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(GUARDS)
  for (const { name } of rows) await client.query(`ALTER TABLE held_nights DROP CONSTRAINT ${name}`)
  await client.query('SET session_replication_role = replica')
  await fill()
  await client.query('RESET session_replication_role')
  await client.query("SET maintenance_work_mem = '512MB'")
  for (const { name, definition } of rows)
    await client.query(`ALTER TABLE held_nights ADD CONSTRAINT ${name} ${definition}`)
}

const GUARDS = `
  SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
  WHERE conrelid = 'held_nights'::regclass AND contype = 'x'`

const ADD_AREAS = `
  INSERT INTO areas (id, name)
  SELECT n, '第 ' || n || ' 区' FROM generate_series(1, ${AREAS}) AS n`

const ADD_HOST = `
  INSERT INTO users (id, mobile, name, password_hash, created_at)
  VALUES (1, '13900000001', '房东小爱', '', now())`

const ADD_HOUSES = `
  INSERT INTO houses (id, host_id, area_id, title, price_fen, address, capacity, order_count,
    cover_url, listed, created_at)
  SELECT n, 1, 1 + n % ${AREAS}, (ARRAY['鼓楼', '后海', '望京', '国贸'])[(1 + n % 4)::int] || '的小院 ' || n,
    10000 + 100 * (n * 7919 % 900), '胡同 ' || n % 997 || ' 号', 1 + n % 8, n * 31 % 50,
    '/files/cover.webp', n % 50 > 0, now()
  FROM generate_series(1, $1::bigint) AS n`

const ADD_HOUSE_IMAGES = `
  INSERT INTO house_images (house_id, position, url, srcset)
  SELECT houses.id, position, '/files/' || position || '-1600.webp',
    '/files/' || position || '-400.webp 400w, /files/' || position || '-1600.webp 1600w'
  FROM houses, generate_series(1, 3) AS position`

/** Facility n is in every n-th house. */
const ADD_HOUSE_FACILITIES = `
  INSERT INTO house_facilities (house_id, facility_id)
  SELECT houses.id, facilities.id FROM houses, facilities WHERE houses.id % facilities.id = 0`

/** In no order, as people book. */
const ADD_STAYS = `
  INSERT INTO held_nights (house_id, nights, order_id)
  SELECT house_id, daterange(first, first + nights), house_id * 100 + stay
  FROM (
    SELECT houses.id AS house_id, stay,
      CURRENT_DATE + stay * ${BOOKED_DAYS / STAYS_A_HOUSE} + (houses.id * 7 + stay * 3)::int % 11
        AS first,
      (1 + (houses.id + stay) % 7)::int AS nights
    FROM houses, generate_series(0, ${STAYS_A_HOUSE - 1}) AS stay
  ) AS stays
  ORDER BY random()`

/** Two days a house that no stay has. */
const ADD_CLOSED = `
  WITH closed AS (
    INSERT INTO closed_days (house_id, nights, author_id, at)
    SELECT houses.id, daterange(free, free + 1), 1, now()
    FROM houses, unnest(ARRAY[3, 9]) AS stay,
      LATERAL (SELECT CURRENT_DATE + (stay + 1) * ${BOOKED_DAYS / STAYS_A_HOUSE} - 1 AS free) AS day
    RETURNING id, house_id, nights
  )
  INSERT INTO held_nights (house_id, nights, kind, holder_id)
  SELECT house_id, nights, 'closed', id FROM closed`
