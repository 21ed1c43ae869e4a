import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../server/platform/database/embedded-postgres.ts'
import { migrate } from '../../server/platform/database/migrate.ts'
import { findPostmaster } from '../../server/platform/database/postmaster-pid.ts'
import { MIGRATIONS } from '../../server/runtime.ts'
import type { Tables } from '../../server/schema.ts'
import { cleanUpLater } from '../harness/clean-up.ts'
import { type Client, createClient } from '../harness/client.ts'
import { addHouse, addPerson, PASSWORD } from '../harness/people.ts'
import { runIhome, type Serving, serveIhome, temporaryDirectory } from '../harness/process.ts'

/** Longer than the address of a socket may be. */
const IHOME_DATA_DIR = join(temporaryDirectory(), 'd'.repeat(120))
const DATA = join(IHOME_DATA_DIR, 'database')
const ENVIRONMENT = { IHOME_DATA_DIR }

/** The Postgres that runs now; it is not left behind, however this test ends. */
function postgresNow(): number | undefined {
  const pid = findPostmaster(DATA)
  if (pid !== undefined) cleanUpLater(pid)
  return pid
}

function killPostgres(): number {
  const pid = postgresNow()
  if (pid === undefined) throw new Error('no Postgres runs')
  process.kill(pid, 'SIGKILL')
  return pid
}

const isReady = async ({ origin }: Serving) => (await fetch(`${origin}/readyz`)).status

describe('the embedded database', () => {
  let mobile: string
  let house_id: number
  let guest: Client
  let days = 0
  /** Orders that were acknowledged. */
  const orders: number[] = []

  beforeAll(async () => {
    mkdirSync(IHOME_DATA_DIR)
    // At once, on a directory in which nothing is yet.
    const [{ code, stderr }, database] = await Promise.all([
      runIhome(['migrate'], ENVIRONMENT),
      openEmbedded<Tables>(IHOME_DATA_DIR),
    ])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    await migrate(database, MIGRATIONS)
    const host = await addPerson(database.kysely)
    mobile = (await addPerson(database.kysely)).mobile
    house_id = await addHouse(database.kysely, host.id)
    expect(postgresNow()).toBeGreaterThan(0)
    await database.close()
    expect(postgresNow()).toBeUndefined()
  })

  async function order(client: Client) {
    days += 1
    const day = `2027-05-${String(days).padStart(2, '0')}`
    const body = { house_id, start_date: day, end_date: day }
    const { data } = await client.post('/orders', body)
    orders.push(data.order_id)
  }

  /** Also the session is there: the secret has stayed what it was. */
  async function expectAllThere({ origin }: Serving) {
    const headers = { cookie: guest.cookie() ?? '' }
    for (const id of orders)
      expect((await createClient(origin).get(`/orders/${id}`, { headers })).errcode).toBe('0')
  }

  test('is shared by all who run at once, and ends with the last', async () => {
    const [first, second] = await Promise.all([serveIhome(ENVIRONMENT), serveIhome(ENVIRONMENT)])
    const secret = join(IHOME_DATA_DIR, 'session-secret')
    expect(readFileSync(secret, 'utf8').trim().length).toBeGreaterThanOrEqual(32)
    expect(statSync(secret).mode & 0o777).toBe(0o600)
    guest = createClient(first.origin)
    expect((await guest.post('/sessions', { mobile, password: PASSWORD })).errcode).toBe('0')
    await order(guest)
    await expectAllThere(second)
    const pid = postgresNow()

    const named = await runIhome(['areas', '--add', '海淀区'], ENVIRONMENT)
    expect(named).toMatchObject({ code: 0, stderr: '' })
    const { data } = await createClient(second.origin).get('/areas')
    expect(JSON.stringify(data)).toContain('海淀区')

    expect(await first.stop()).toMatchObject({ code: 0, stderr: '' })
    expect(postgresNow()).toBe(pid)
    await expectAllThere(second)
    expect(await second.stop()).toMatchObject({ code: 0, stderr: '' })
    expect(postgresNow()).toBeUndefined()
  })

  test.runIf(process.getuid?.() === 0)('does not belong to root, though root starts it', () => {
    expect(statSync(DATA).uid).not.toBe(0)
  })

  test('outlives a server that is killed, and is taken over by the next one', async () => {
    const first = await serveIhome(ENVIRONMENT)
    const pid = postgresNow()
    await first.stop('SIGKILL')
    expect(postgresNow()).toBe(pid)
    const second = await serveIhome(ENVIRONMENT)
    expect(postgresNow()).toBe(pid)
    await expectAllThere(second)
    expect(await second.stop()).toMatchObject({ code: 0, stderr: '' })
    expect(postgresNow()).toBeUndefined()
  })

  test('is started again by its server when it is killed', async () => {
    const server = await serveIhome({ ...ENVIRONMENT, LOG_LEVEL: 'silent' })
    const client = createClient(server.origin)
    expect((await client.post('/sessions', { mobile, password: PASSWORD })).errcode).toBe('0')
    await order(client)
    const pid = killPostgres()
    await expect.poll(() => findPostmaster(DATA) ?? pid).not.toBe(pid)
    await expect.poll(() => isReady(server)).toBe(200)
    await expectAllThere(server)
    expect((await server.stop()).code).toBe(0)
    expect(postgresNow()).toBeUndefined()
  })

  test('recovers when all were killed and its process id is another program’s', async () => {
    const first = await serveIhome(ENVIRONMENT)
    const ended = first.stop('SIGKILL')
    killPostgres()
    await ended
    const pid_file = join(DATA, 'postmaster.pid')
    const left = readFileSync(pid_file, 'utf8')
    // Ours, which is no Postgres but will be there.
    writeFileSync(pid_file, left.replace(/^\d+/, String(process.pid)))
    const second = await serveIhome(ENVIRONMENT)
    await expectAllThere(second)
    expect(await second.stop()).toMatchObject({ code: 0, stderr: '' })
  })

  test('of another version is refused in its own words', async () => {
    writeFileSync(join(DATA, 'PG_VERSION'), '12\n')
    const { code, stdout, stderr } = await runIhome(['migrate'], ENVIRONMENT)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^ihome migrate: [^\n]*does not start[^\n]*incompatible[^\n]*\n$/)
    rmSync(IHOME_DATA_DIR, { recursive: true })
  })
})
