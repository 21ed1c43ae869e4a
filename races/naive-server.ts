// The same server with the old site's way of booking: look whether the days are free, then insert.
// It takes its settings like `ihome serve`; the races run it to see what the guard is worth.
import { sql } from 'kysely'
import { buildApp } from '../server/app.ts'
import { onStopSignal } from '../server/commands/stop-signal.ts'
import type { PlaceBatch, StayOutcome, StayRequest } from '../server/orders/booking-queue.ts'
import { openRuntime, sessionSecret } from '../server/runtime.ts'
import type { Db } from '../server/schema.ts'

/** Each request by itself, as each had a worker of its own on the old site. */
const placeNaively: PlaceBatch = ({ kysely }, _clock, requests) =>
  Promise.all(requests.map((request) => checkThenInsert(kysely, request)))

async function checkThenInsert(db: Db, request: StayRequest): Promise<StayOutcome> {
  if ((await countOverlapping(db, request)) > 0) return { refusal: 'dates_taken' }
  try {
    return { order_id: await insertOrder(db, request) }
  } catch {
    // As the old site answered whatever its database refused.
    return { refusal: 'database_fault' }
  }
}

async function countOverlapping(db: Db, { house_id, start_date, end_date }: StayRequest) {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) FROM held_nights
    WHERE house_id = ${house_id} AND nights && daterange(${start_date}, ${end_date}, '[]')
  `.execute(db)
  return rows[0]?.count ?? 0
}

async function insertOrder(db: Db, stay: StayRequest): Promise<number> {
  const { guest_id, house_id, start_date, end_date } = stay
  const { rows } = await sql<{ id: number }>`
    WITH held AS (
      INSERT INTO held_nights (house_id, nights, order_id)
      VALUES (${house_id}, daterange(${start_date}, ${end_date}, '[]'), nextval('order_ids'))
      RETURNING order_id
    ),
    placed AS (
      INSERT INTO orders (house_id, id, guest_id, host_id, start_date, end_date,
        price_fen, amount_fen, status, created_at)
      SELECT houses.id, order_id, ${guest_id}, host_id, ${start_date}::date, ${end_date}::date,
        price_fen, price_fen * (${end_date}::date - ${start_date}::date + 1), 'WAIT_ACCEPT', now()
      FROM held JOIN houses ON houses.id = ${house_id}
      RETURNING house_id, id
    ),
    event AS (
      INSERT INTO order_events (house_id, order_id, to_status, actor, at)
      SELECT house_id, id, 'WAIT_ACCEPT', 'guest', now() FROM placed
    )
    SELECT id FROM placed`.execute(db)
  const [order] = rows
  if (!order) throw new Error('no order was inserted')
  return order.id
}

const { settings, database, clock, log } = await openRuntime()
const { app } = await buildApp({
  ...settings,
  session_secret: sessionSecret(settings),
  database,
  clock,
  log,
  place: placeNaively,
})
const address = await app.listen({ host: settings.host, port: settings.port })
onStopSignal(log, async () => {
  await app.close()
  await database.close()
})
console.log(`ihome is at ${address}`)
