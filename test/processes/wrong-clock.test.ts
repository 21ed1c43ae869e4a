import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Tables } from '../../server/schema.ts'
import { createClient } from '../harness/client.ts'
import { addHouse, addPerson, PASSWORD } from '../harness/people.ts'
import { serveIhome } from '../harness/process.ts'
import { createTestDatabaseUrl } from '../harness/site.ts'

const SESSION_SECRET = 'a secret of at least 32 characters'
const AHEAD = fileURLToPath(new URL('../harness/a-year-ahead.mjs', import.meta.url))
const HOUR_MS = 3_600_000

test('a server whose clock is a year ahead goes by the clock that all of them share', async () => {
  const DATABASE_URL = await createTestDatabaseUrl()
  const database = openPostgres<Tables>(DATABASE_URL)
  onTestFinished(() => database.close())
  const host = await addPerson(database.kysely)
  const guest = await addPerson(database.kysely)
  const house_id = await addHouse(database.kysely, host.id)
  const day = (days: number) =>
    new Date(Date.now() + days * 24 * HOUR_MS).toISOString().slice(0, 10)

  const environment = { DATABASE_URL, SESSION_SECRET }
  // Only the wrong one sweeps.
  const right = await serveIhome(environment, ['--no-jobs'])
  const wrong = await serveIhome({ ...environment, NODE_OPTIONS: `--import=file://${AHEAD}` })
  onTestFinished(async () => {
    await Promise.all([right.stop(), wrong.stop()])
  })

  const book = async (origin: string, start_date: string) => {
    const client = createClient(origin)
    await client.post('/sessions', { mobile: guest.mobile, password: PASSWORD })
    const { errcode, data } = await client.post('/orders', {
      house_id,
      start_date,
      end_date: start_date,
    })
    expect(errcode).toBe('0')
    return data.order_id as number
  }
  const orders = [await book(right.origin, day(20)), await book(wrong.origin, day(21))]
  // One whose time has come: a sweep that moves it has looked at the others, too.
  const due = await book(right.origin, day(22))
  await database.kysely
    .updateTable('orders')
    .set({ due_at: sql`now()` })
    .where('id', '=', due)
    .execute()
  const statusOfDue = () =>
    database.kysely.selectFrom('orders').select('status').where('id', '=', due).executeTakeFirst()
  await expect.poll(statusOfDue).toEqual({ status: 'CANCELED' })

  const rows = await database.kysely
    .selectFrom('orders')
    .select(['id', 'status', 'created_at', 'due_at'])
    .where('id', 'in', orders)
    .orderBy('id')
    .execute()
  expect(rows.map(({ id, status }) => ({ id, status }))).toEqual(
    orders.map((id) => ({ id, status: 'WAIT_ACCEPT' })),
  )
  for (const { created_at, due_at } of rows) {
    expect(Math.abs(created_at.getTime() - Date.now())).toBeLessThan(60_000)
    expect((due_at?.getTime() ?? 0) - created_at.getTime()).toBe(24 * HOUR_MS)
  }
  // By the clock of its own machine the wrong one did run: its log says so.
  const { stdout } = await wrong.stop()
  expect(Number(/"time":(\d+)/.exec(stdout)?.[1])).toBeGreaterThan(Date.now() + 364 * 24 * HOUR_MS)
})
