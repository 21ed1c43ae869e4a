import pg from 'pg'
import { HOST_ID, HOUSE_IDS, PRICE_FEN } from './slots.ts'

/** Days from now of the first overdue stay: nights that no booking of the bench asks for. */
const FIRST_DAY_IN_DAYS = 5_000
const OVERDUE_GUEST_ID = 2

/** Orders whose deadlines passed while nobody swept, and how far the sweep has come with them. */
export interface Overdue {
  /** Makes so many of them, all at once: their nights are held, none has been moved. */
  add(count: number): Promise<void>
  /** Whether the first of them has been moved. */
  begun(): Promise<boolean>
  done(): Promise<boolean>
  /** Throws unless each was moved once, with one event, and holds nights only where it should. */
  check(count: number): Promise<void>
  close(): Promise<void>
}

export async function openOverdue(url: string): Promise<Overdue> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const ask = async (text: string): Promise<Record<string, unknown>> =>
    (await client.query(text)).rows[0]
  return {
    async add(count) {
      await client.query(ADD, [count])
      await client.query('ANALYZE orders')
    },
    begun: async () => (await ask(BEGUN))['begun'] === true,
    done: async () => (await ask(DONE))['done'] === true,
    async check(count) {
      const found = await ask(CHECK)
      if (found['moved'] === count && found['torn'] === 0) return
      throw new Error(`${count} were overdue: ${JSON.stringify(found)}`)
    },
    close: () => client.end(),
  }
}

// Six in ten wait to be accepted, three to be paid, and one stay is over.
const ADD = `
  WITH made AS (
    INSERT INTO orders (house_id, id, guest_id, host_id, start_date, end_date,
      price_fen, amount_fen, status, due_at, created_at)
    SELECT ${HOUSE_IDS.first} + n % houses, nextval('order_ids'), ${OVERDUE_GUEST_ID}, ${HOST_ID},
      CURRENT_DATE + ${FIRST_DAY_IN_DAYS} + n / houses,
      CURRENT_DATE + ${FIRST_DAY_IN_DAYS} + n / houses, ${PRICE_FEN}, ${PRICE_FEN},
      CASE WHEN n % 10 < 6 THEN 'WAIT_ACCEPT' WHEN n % 10 < 9 THEN 'WAIT_PAYMENT' ELSE 'PAID' END,
      now() - n * interval '1 second', now()
    FROM generate_series(1, $1::int) AS n,
      (SELECT ${HOUSE_IDS.last - HOUSE_IDS.first + 1} AS houses) AS of
    RETURNING house_id, id, start_date, end_date
  ),
  held AS (
    INSERT INTO held_nights (house_id, nights, order_id)
    SELECT house_id, daterange(start_date, end_date, '[]'), id FROM made
  )
  INSERT INTO order_events (house_id, order_id, to_status, actor, at)
  SELECT house_id, id, 'WAIT_ACCEPT', 'guest', now() FROM made`

const BEGUN = `
  SELECT EXISTS (SELECT FROM order_events WHERE actor = 'system') AS begun`

const DONE = `
  SELECT NOT EXISTS (
    SELECT FROM orders
    WHERE status IN ('WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID') AND due_at <= now()
  ) AS done`

const CHECK = `
  SELECT count(*) FILTER (WHERE actor = 'system')::int AS moved,
    count(*) FILTER (WHERE actor = 'system' AND (
      orders.due_at IS NOT NULL
      OR orders.status <> to_status
      OR (orders.status = 'CANCELED') = (held_nights.order_id IS NOT NULL)
    ))::int AS torn
  FROM order_events
  JOIN orders ON orders.house_id = order_events.house_id AND orders.id = order_events.order_id
  LEFT JOIN held_nights ON held_nights.house_id = orders.house_id
    AND held_nights.order_id = orders.id`
