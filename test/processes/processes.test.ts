import pg from 'pg'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Database, Tables } from '../../server/schema.ts'
import { createClient } from '../harness/client.ts'
import { addHouse, addPerson, PASSWORD } from '../harness/people.ts'
import { createDatabase, withClient } from '../harness/postgres-server.ts'
import { type Ended, runIhome, type Serving, serveIhome, startIhome } from '../harness/process.ts'
import { createTestDatabaseUrl } from '../harness/site.ts'

const SESSION_SECRET = 'a secret of at least 32 characters'
const { server_url } = inject('postgres')

const environmentOf = (url: string) => ({ DATABASE_URL: url, SESSION_SECRET })

/** The address of a database in which nothing is yet. */
async function freshUrl(): Promise<string> {
  const name = await createDatabase(server_url)
  return Object.assign(new URL(server_url), { pathname: `/${name}` }).href
}

/** A house and somebody who may book it, put into a database that no server has open. */
async function furnish(database: Database) {
  const [host, guest] = [await addPerson(database.kysely), await addPerson(database.kysely)]
  const house_id = await addHouse(database.kysely, host.id)
  await database.close()
  return { mobile: guest.mobile, house_id }
}

async function logIn({ origin }: Serving, mobile: string) {
  const client = createClient(origin)
  expect((await client.post('/sessions', { mobile, password: PASSWORD })).errcode).toBe('0')
  return client
}

const migrationsIn = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query('SELECT name FROM migrations ORDER BY name')
    return rows.map((row) => row.name)
  })

describe('migrate', () => {
  test('fills a fresh database, and then finds nothing to do', async () => {
    const url = await freshUrl()
    for (let times = 0; times < 2; times += 1) {
      const { code, stdout, stderr } = await runIhome(['migrate'], environmentOf(url))
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toContain('ihome migrate: the schema is up to date\n')
    }
    expect((await migrationsIn(url)).length).toBeGreaterThan(0)
  })

  test('and serve may begin on a fresh database all at once', async () => {
    const url = await freshUrl()
    const environment = environmentOf(url)
    const [first, second, ...migrated] = await Promise.all([
      serveIhome(environment),
      serveIhome(environment),
      runIhome(['migrate'], environment),
      runIhome(['migrate'], environment),
    ])
    expect(migrated.map(({ code }) => code)).toEqual([0, 0])
    for (const { origin } of [first, second])
      expect((await fetch(`${origin}/readyz`)).status).toBe(200)
    const names = await migrationsIn(url)
    expect(new Set(names).size).toBe(names.length)
    const ends = await Promise.all([first.stop(), second.stop('SIGINT')])
    expect(ends.map(({ code }) => code)).toEqual([0, 0])
  })

  test('refuses a schema that is newer than the code, as every command does', async () => {
    const url = await createTestDatabaseUrl()
    await withClient(url, (client) =>
      client.query("INSERT INTO migrations (name) VALUES ('999-future.sql')"),
    )
    const ends = await Promise.all(
      ['migrate', 'serve', 'worker', 'demo'].map((command) =>
        runIhome([command], environmentOf(url)),
      ),
    )
    for (const { code, stdout, stderr } of ends) {
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toMatch(/^ihome \w+: [^\n]*newer[^\n]*999-future\.sql[^\n]*\n$/)
    }
  })
})

const GIVEN_UP = 'requests that did not end were given up'

/** A server that takes longer than a stop may take ends itself, with another code. */
function expectStopped({ code, stderr, stdout }: Ended) {
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).not.toContain(GIVEN_UP)
}

describe('told to stop', () => {
  let url: string
  let house_id: number
  let mobile: string
  beforeAll(async () => {
    url = await createTestDatabaseUrl()
    const furnished = await furnish(openPostgres<Tables>(url))
    house_id = furnished.house_id
    mobile = furnished.mobile
  })

  /** Keeps every booking waiting until it is told to let go. */
  async function holdBookings() {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('BEGIN; LOCK TABLE held_nights IN ACCESS EXCLUSIVE MODE')
    const waiting = async () => {
      const text = 'SELECT count(*)::int AS count FROM pg_locks WHERE NOT granted'
      return withClient(url, async (other) => (await other.query(text)).rows[0].count)
    }
    return { letGo: () => client.end(), waiting }
  }

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s, a server finishes what it has begun and begins nothing',
    async (signal) => {
      const server = await serveIhome(environmentOf(url))
      const guest = await logIn(server, mobile)
      const held = await holdBookings()
      const day = signal === 'SIGTERM' ? '2027-06-01' : '2027-06-02'
      const placing = guest.post('/orders', { house_id, start_date: day, end_date: day })
      await expect.poll(held.waiting).toBeGreaterThan(0)

      const ended = server.stop(signal)
      const visitor = createClient(server.origin)
      await expect.poll(async () => (await visitor.get('/session')).status).toBe(503)
      const refused = await visitor.get('/session')
      expect(refused).toMatchObject({
        status: 503,
        errcode: '4500',
        errmsg: '服务正在关闭，请稍后再试',
      })
      expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)

      await held.letGo()
      const placed = await placing
      expect(placed).toMatchObject({ status: 200, errcode: '0' })
      expectStopped(await ended)
      const { rows } = await withClient(url, (client) =>
        client.query('SELECT id FROM orders WHERE start_date = $1', [day]),
      )
      expect(rows).toEqual([{ id: String(placed.data.order_id) }])
    },
  )

  test('it does not wait for people who have gone', async () => {
    const server = await serveIhome(environmentOf(url))
    const guest = await logIn(server, mobile)
    const held = await holdBookings()
    const gone = new AbortController()
    const body = JSON.stringify({ house_id, start_date: '2027-06-03', end_date: '2027-06-03' })
    const placing = fetch(`${server.origin}/api/v1.0/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: guest.cookie() ?? '' },
      body,
      signal: gone.signal,
    }).catch((error: Error) => error.name)
    await expect.poll(held.waiting).toBeGreaterThan(0)
    gone.abort()
    expect(await placing).toBe('AbortError')
    await held.letGo()
    expectStopped(await server.stop())
  })

  test('it lets go of connections that only stand by', async () => {
    const server = await serveIhome(environmentOf(url))
    const client = createClient(server.origin)
    await Promise.all(Array.from({ length: 5 }, () => client.get('/session')))
    expectStopped(await server.stop())
  })

  test('a worker ends, too', async () => {
    const worker = startIhome(['worker'], { LOG_LEVEL: 'warn', ...environmentOf(url) })
    await expect.poll(worker.stdout).toContain('ihome worker: running jobs')
    worker.child.kill('SIGTERM')
    expect(await worker.ended).toMatchObject({ code: 0, stderr: '' })
  })
})

describe('serve --no-jobs', () => {
  test('leaves deadlines to the worker', async () => {
    const url = await createTestDatabaseUrl()
    const { mobile, house_id } = await furnish(openPostgres<Tables>(url))
    const environment = { LOG_LEVEL: 'warn', ...environmentOf(url) }
    const server = await serveIhome(environment, ['--no-jobs'])
    const guest = await logIn(server, mobile)
    const body = { house_id, start_date: '2027-05-01', end_date: '2027-05-03' }
    const { data } = await guest.post('/orders', body)
    await withClient(url, (client) => client.query('UPDATE orders SET due_at = now()'))
    const status = async () =>
      (await guest.get(`/orders/${data.order_id}`)).data.order.status as string
    expect(await status()).toBe('WAIT_ACCEPT')
    const worker = startIhome(['worker'], environment)
    await expect.poll(status).toBe('CANCELED')
    worker.child.kill('SIGTERM')
    expect((await worker.ended).code).toBe(0)
    expect((await server.stop()).code).toBe(0)
  })
})
