// Orders as many TypeScript services place them: an ORM, and a transaction that looks whether the
// days are free and then writes. SERIALIZABLE makes that safe; what it refuses is tried again.
import { createHmac } from 'node:crypto'
import { drizzle } from 'drizzle-orm/node-postgres'
import { bigint, bigserial, date, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { and, eq, gte, lte } from 'drizzle-orm/sql'
import fastify from 'fastify'
import pg from 'pg'

const TRIES_MAX = 50
const CONNECTIONS_MAX = 20

const id = (name) => bigint(name, { mode: 'number' }).notNull()
const houses = pgTable('houses', {
  id: id('id').primaryKey(),
  host_id: id('host_id'),
  price: id('price_fen'),
})
const sessions = pgTable('sessions', {
  token: text('token_hash').primaryKey(),
  user_id: id('user_id'),
})
const orders = pgTable('orm_orders', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  house_id: id('house_id'),
  guest_id: id('guest_id'),
  host_id: id('host_id'),
  start_date: date('start_date').notNull(),
  end_date: date('end_date').notNull(),
  price: id('price_fen'),
  amount: id('amount_fen'),
  status: text('status').notNull(),
  created_at: timestamp('created_at', { withTimezone: true }).notNull(),
})
const events = pgTable('orm_order_events', {
  order_id: id('order_id'),
  to_status: text('to_status').notNull(),
  actor: text('actor').notNull(),
  at: timestamp('at', { withTimezone: true }).notNull(),
})

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: CONNECTIONS_MAX })
await pool.query(`
  DROP TABLE IF EXISTS orm_orders, orm_order_events;
  CREATE TABLE orm_orders (id bigserial PRIMARY KEY, house_id bigint NOT NULL REFERENCES houses,
    guest_id bigint NOT NULL REFERENCES users, host_id bigint NOT NULL, start_date date NOT NULL,
    end_date date NOT NULL, price_fen bigint NOT NULL, amount_fen bigint NOT NULL, status text NOT NULL,
    created_at timestamptz NOT NULL);
  CREATE INDEX ON orm_orders (house_id, start_date); CREATE INDEX ON orm_orders (guest_id, id);
  CREATE TABLE orm_order_events (order_id bigint NOT NULL REFERENCES orm_orders, to_status text NOT NULL,
    actor text NOT NULL, at timestamptz NOT NULL);
  CREATE INDEX ON orm_order_events (order_id);`)
const db = drizzle(pool)

const DAY_MS = 86_400_000
const daysOf = ({ start_date, end_date }) =>
  (Date.parse(end_date) - Date.parse(start_date)) / DAY_MS + 1

const place = (guest_id, wanted) =>
  db.transaction(
    async (trx) => {
      const { house_id, start_date, end_date } = wanted
      const [house] = await trx.select().from(houses).where(eq(houses.id, house_id))
      if (!house || house.host_id === guest_id) return undefined
      const overlapping = and(
        eq(orders.house_id, house_id),
        lte(orders.start_date, end_date),
        gte(orders.end_date, start_date),
      )
      const taken = await trx.select({ id: orders.id }).from(orders).where(overlapping).limit(1)
      if (taken.length > 0) return undefined
      const created_at = new Date()
      const amount = house.price * daysOf(wanted)
      const order = { ...wanted, guest_id, host_id: house.host_id, price: house.price, amount }
      const status = 'WAIT_ACCEPT'
      const [placed] = await trx
        .insert(orders)
        .values({ ...order, status, created_at })
        .returning({ id: orders.id })
      const order_id = placed?.id ?? 0
      await trx
        .insert(events)
        .values({ order_id, to_status: status, actor: 'guest', at: created_at })
      return order_id
    },
    { isolationLevel: 'serializable' },
  )

async function placeWithRetries(guest_id, wanted) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await place(guest_id, wanted)
    } catch (error) {
      const { code } = error.cause ?? error
      if (code !== '40001' || tries >= TRIES_MAX) throw error
    }
  }
}

const hashOf = (token) =>
  createHmac('sha256', process.env.SESSION_SECRET).update(token).digest('base64url')

const app = fastify()
const body = {
  type: 'object',
  required: ['house_id', 'start_date', 'end_date'],
  properties: {
    house_id: { type: 'integer' },
    start_date: { type: 'string', format: 'date' },
    end_date: { type: 'string', format: 'date' },
  },
}
app.post('/api/v1.0/orders', { schema: { body } }, async (request) => {
  const token = /ihome_session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
  const [session] = await db
    .select()
    .from(sessions)
    .where(eq(sessions.token, hashOf(token)))
  if (!session) return { errcode: '4101', errmsg: '用户未登录' }
  const order_id = await placeWithRetries(session.user_id, request.body)
  return order_id === undefined
    ? { errcode: '4003', errmsg: '订单时间有冲突' }
    : { errcode: '0', errmsg: '保存订单成功', data: { order_id } }
})
const address = await app.listen({ host: '127.0.0.1', port: 0 })
console.log(`the peer is at ${address}`)
process.once('SIGTERM', () => process.exit())
