import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '../../server/platform/database/migrate.ts'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import { MIGRATIONS } from '../../server/runtime.ts'
import type { Database, Tables } from '../../server/schema.ts'
import { dayAfter } from '../harness/lettings.ts'
import { type PostgresServer, startPostgres, withClient } from '../harness/postgres-server.ts'
import { type Member, openSite, type Site } from '../harness/site.ts'

// Two servers on one primary and its streaming replica, which a test can hold back and kill.
const CATCH_UP_MS_MAX = 60_000

let primary: PostgresServer
let standby: PostgresServer
let name: string
let site: Site
let other: Site
let replicas: Database[]
let host: Member
let house_id: number

beforeAll(async () => {
  primary = await startPostgres()
  name = await primary.createDatabase()
  const database = openPostgres<Tables>(primary.url(name))
  await migrate(database, MIGRATIONS)
  standby = await startPostgres({ primary })
  // As patient as with the primary: a slow machine is not what these tests are about.
  replicas = [0, 1].map(() => openPostgres(standby.url(name)))
  site = await openSite({ database, replica: replicas[0] })
  other = await openSite({ database: openPostgres(primary.url(name)), replica: replicas[1] })
  host = await site.join()
  house_id = await site.house(host.person.id, { title: '旧名字', cover_url: '/files/a.webp' })
  await catchUp()
})
// Whatever was opened, however far the beginning came.
afterAll(async () => {
  await Promise.all([site?.close(), other?.close()])
  await Promise.all((replicas ?? []).map((replica) => replica.close()))
  await standby?.stop()
  await primary?.stop()
})
afterEach(() => onStandby('SELECT pg_wal_replay_resume()'))

const onStandby = (text: string) => withClient(standby.url(name), (client) => client.query(text))
const holdBack = () => onStandby('SELECT pg_wal_replay_pause()')

async function catchUp() {
  const { rows } = await sql<{
    at: string
  }>`SELECT pg_current_wal_insert_lsn()::text AS at`.execute(site.database.kysely)
  const reached = `SELECT 1 WHERE pg_last_wal_replay_lsn() >= '${rows[0]?.at}'`
  await until(async () => (await onStandby(reached)).rows.length > 0)
}

async function until(done: () => Promise<boolean>) {
  const until_ms = performance.now() + CATCH_UP_MS_MAX
  while (!(await done())) {
    if (performance.now() > until_ms) throw new Error('it did not come to pass')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Behind the site's back: nobody's own write. */
const rename = (title: string) =>
  site.database.kysely
    .updateTable('houses')
    .set({ title, version: sql`version + 1` })
    .where('id', '=', house_id)
    .execute()

const setListed = (listed: boolean) => host.put(`/houses/${house_id}/listing`, { listed })

/** How a search tells of the house, asked with or without the host's cookies. */
async function titleOn(server: Site, cookie?: string, path = '/houses?q=名字') {
  const { errcode, data } = await server
    .visitor()
    .get(path, cookie === undefined ? {} : { headers: { cookie } })
  expect(errcode).toBe('0')
  const houses: { title: string }[] = data.houses ?? data
  return houses[0]?.title
}

describe('a replica that lags', () => {
  test('answers searches, and the page of a house comes from the primary', async () => {
    await rename('旧名字')
    await catchUp()
    await holdBack()
    await rename('新名字')
    for (const server of [site, other]) {
      expect(await titleOn(server)).toBe('旧名字')
      expect(await titleOn(server, undefined, '/houses/index')).toBe('旧名字')
      const { data } = await server.visitor().get(`/houses/${house_id}`)
      expect(data.house.title).toBe('新名字')
    }
  })

  test('does not answer whoever wrote what it has not seen, on any server', async () => {
    await setListed(true)
    await catchUp()
    await holdBack()
    await setListed(false)
    for (const server of [site, other]) {
      expect(await titleOn(server, host.cookie())).toBeUndefined()
      expect(await titleOn(server)).toBeDefined()
    }
    await onStandby('SELECT pg_wal_replay_resume()')
    await catchUp()
    for (const server of [site, other]) expect(await titleOn(server)).toBeUndefined()
    await setListed(true)
  })

  test('answers its writers again once it has caught up', async () => {
    await rename('旧名字')
    await setListed(true)
    await catchUp()
    await holdBack()
    await rename('新名字')
    for (const server of [site, other]) expect(await titleOn(server, host.cookie())).toBe('旧名字')
  })

  test('never shows a guest free nights that they just took', async () => {
    await setListed(true)
    await catchUp()
    await holdBack()
    const guest = await site.join()
    const day = dayAfter(site, 9)
    await guest.post('/orders', { house_id, start_date: day, end_date: day })
    for (const server of [site, other]) {
      expect(await titleOn(server, guest.cookie(), `/houses?sd=${day}`)).toBeUndefined()
      const { taken } = (await server.visitor().get(`/houses/${house_id}/calendar`)).data
      expect(taken).toEqual([{ start_date: day, end_date: day }])
    }
  })

  test('is not asked by cookies that it did not give', async () => {
    await catchUp()
    for (const wrote of ['', 'x', '0/', '/1', 'FFFFFFFFF/0', 'FFFFFFFF/FFFFFFFF', '0/0'])
      expect(await titleOn(site, `ihome_wrote=${wrote}`)).toBeDefined()
  })
})

test('a replica that is gone is done without, and used again when it is back', async () => {
  await setListed(true)
  await rename('旧名字')
  await catchUp()
  expect(await titleOn(site)).toBe('旧名字')
  await standby.kill()
  await rename('新名字')
  const answers = await Promise.all(Array.from({ length: 20 }, () => titleOn(site)))
  expect(new Set(answers)).toEqual(new Set(['新名字']))
  expect(await titleOn(other, host.cookie())).toBe('新名字')
  expect(site.logged.join('')).toContain('the replica failed')

  await standby.start()
  await catchUp()
  await holdBack()
  await rename('更新的名字')
  await until(async () => (await titleOn(site)) === '新名字')
})
