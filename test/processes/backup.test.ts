import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import S3rver from 's3rver'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { readArchive } from '../../server/backup/archive.ts'
import { checkBackup } from '../../server/backup/backup-file.ts'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Tables } from '../../server/schema.ts'
import { untilSomebodyWaits } from '../harness/barrier.ts'
import { cleanUpLater } from '../harness/clean-up.ts'
import { createClient } from '../harness/client.ts'
import { sendForm } from '../harness/forms.ts'
import { type Letting, openLetting, order, orderIn } from '../harness/lettings.ts'
import { picture } from '../harness/pictures.ts'
import { createDatabase, withClient } from '../harness/postgres-server.ts'
import { runIhome, temporaryDirectory } from '../harness/process.ts'
import { createTestDatabaseUrl, openSite, SESSION_SECRET, type Site } from '../harness/site.ts'

/** A database in which nothing is, not even a table. */
async function emptyDatabase(): Promise<string> {
  const { server_url } = inject('postgres')
  const name = await createDatabase(server_url)
  return Object.assign(new URL(server_url), { pathname: `/${name}` }).href
}

type Environment = Record<string, string>
const on = (DATABASE_URL: string, IHOME_DATA_DIR = temporaryDirectory()): Environment => ({
  DATABASE_URL,
  IHOME_DATA_DIR,
  SESSION_SECRET,
})

/** Names and contents of all pictures of a site. */
const picturesIn = ({ IHOME_DATA_DIR = '' }: Environment) => {
  const folder = join(IHOME_DATA_DIR, 'files')
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  const files = names.filter((name) => name.endsWith('.webp'))
  return files.map((name) => [name, readFileSync(join(folder, name)).toString('base64')])
}

/** What all rows of a database are, table by table. */
const rowsIn = (url: string) =>
  withClient(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relname <> 'migrations'
       AND relnamespace = 'public'::regnamespace ORDER BY 1`,
    )
    const counts: Record<string, unknown> = {}
    for (const { name } of tables) {
      const { rows } = await client.query(
        `SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) || count(*) AS all
         FROM ${name} AS t`,
      )
      counts[name] = rows[0].all
    }
    return counts
  })

/** All that is in a backup but when and by what it was taken. */
async function contentOf(path: string) {
  const content: Record<string, string> = {}
  for await (const { name, bytes } of readArchive(path))
    if (name !== 'manifest.json') content[name] = Buffer.from(bytes).toString('base64')
  return content
}

let site: Site
let letting: Letting
let environment: Environment
let paid: number
let waiting: number
let late: number
let before: unknown
const file = join(temporaryDirectory(), 'site.tar')

beforeAll(async () => {
  environment = on(await createTestDatabaseUrl())
  const { DATABASE_URL: url = '', IHOME_DATA_DIR: data_dir = '' } = environment
  site = await openSite({ database: openPostgres<Tables>(url), data_dir })
  letting = await openLetting(site)
  paid = await orderIn(letting, 'PAID', '2026-12-05', '2026-12-06')
  waiting = await order(letting, '2026-12-10')
})
afterAll(() => site?.close())

const addPicture = async (width: number) => {
  const { host, house_id } = letting
  const house_image = await picture(width, 400)
  return sendForm(host, '/houses/image', { house_image, house_id: String(house_id) })
}

test('a backup is one moment, whatever is written while it is taken', async () => {
  const { guest, host, house_id } = letting
  await addPicture(600)
  await addPicture(700)
  before = picturesIn(environment)
  await withClient(String(environment['DATABASE_URL']), async (client) => {
    // It has taken its moment, and has not come to nights and orders yet.
    await client.query('BEGIN; LOCK TABLE facilities IN ACCESS EXCLUSIVE MODE')
    const ended = runIhome(['backup', file], environment)
    await untilSomebodyWaits(site.database.kysely, { application_name: 'ihome backup' })
    late = await order(letting, '2026-12-20')
    await guest.put(`/orders/${waiting}`, { action: 'cancel' })
    const { errcode } = await host.put(`/houses/${house_id}/images`, { img_urls: [] })
    expect(errcode).toBe('0')
    await client.query('COMMIT')
    const { code, stdout, stderr } = await ended
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/\d\d+ rows and 4 files of pictures, as of 20.*\nKeep SESSION_SECRET/)
  })
  // Pictures that were taken off meanwhile go now.
  expect(picturesIn(environment)).toEqual(before)
  site.keepWorking()
  await expect.poll(() => picturesIn(environment)).toEqual([])
  const again = await runIhome(['backup', file], environment)
  expect(again).toMatchObject({ code: 1, stdout: '' })
  expect(again.stderr).toContain('choose another name')
})

let restored: Environment
let rows: Record<string, unknown>
test('it is restored into an empty install, where all of it is sound', async () => {
  restored = on(await emptyDatabase())
  const { code, stdout, stderr } = await runIhome(['restore', file], restored)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('4 files of pictures')
  expect(picturesIn(restored)).toEqual(before)
  rows = await rowsIn(String(restored['DATABASE_URL']))
  for (const subject of ['ledger', 'calendars'])
    expect(await runIhome(['verify', subject], restored)).toMatchObject({ code: 0 })

  const { DATABASE_URL: url = '', IHOME_DATA_DIR: data_dir = '' } = restored
  const copy = await openSite({ database: openPostgres<Tables>(url), data_dir })
  const visitor = createClient(copy.origin)
  const headers = { cookie: letting.guest.cookie() ?? '' }
  const statusOf = async (id: number) =>
    (await visitor.get(`/orders/${id}`, { headers })).data?.order?.status
  expect(await statusOf(paid)).toBe('PAID')
  expect(await statusOf(waiting)).toBe('WAIT_ACCEPT')
  expect(await statusOf(late)).toBeUndefined()
  const stay = { house_id: letting.house_id, start_date: '2026-12-20', end_date: '2026-12-20' }
  const { data } = await visitor.post('/orders', stay, headers)
  expect(data.order_id).toBeGreaterThan(waiting)
  await copy.close()

  const used = await runIhome(['restore', file], restored)
  expect(used).toMatchObject({ code: 1, stdout: '' })
  expect(used.stderr).toContain('this database is in use')
})

test('into the embedded database, and from there to a Postgres of its own', async () => {
  const IHOME_DATA_DIR = temporaryDirectory()
  cleanUpLater(IHOME_DATA_DIR)
  writeFileSync(join(IHOME_DATA_DIR, 'session-secret'), `${SESSION_SECRET}\n`)
  expect(await runIhome(['restore', file], { IHOME_DATA_DIR })).toMatchObject({ code: 0 })
  expect(picturesIn({ IHOME_DATA_DIR })).toEqual(before)

  const url = await emptyDatabase()
  const moved = await runIhome(['move', '--to', url], { IHOME_DATA_DIR })
  expect(moved).toMatchObject({ code: 0, stderr: '' })
  expect(moved.stdout).toContain('DATABASE_URL')
  expect(await rowsIn(url)).toEqual(rows)
})

test('into a bucket, and out of it again', async () => {
  const directory = temporaryDirectory()
  const s3 = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory,
    configureBuckets: [{ name: 'ihome' }],
  })
  const { port } = await s3.run()
  const install = {
    ...on(await emptyDatabase()),
    S3_BUCKET: 'ihome',
    S3_ENDPOINT: `http://127.0.0.1:${port}`,
    S3_ACCESS_KEY_ID: 'S3RVER',
    S3_SECRET_ACCESS_KEY: 'S3RVER',
  }
  const again = join(temporaryDirectory(), 'again.tar')
  expect(await runIhome(['restore', file], install)).toMatchObject({ code: 0, stderr: '' })
  expect(await runIhome(['backup', again], install)).toMatchObject({ code: 0, stderr: '' })
  await s3.close()
  expect(await contentOf(again)).toEqual(await contentOf(file))
})

test('a damaged one is refused before anything is written, and says what is wrong', async () => {
  const bytes = readFileSync(file)
  const inside = Buffer.from(bytes)
  // Its name stands in a block of 512 bytes, before the one of its size.
  const at = (inside.lastIndexOf('tables/orders/') & ~511) + 1024 + 20
  inside.writeUInt8(inside.readUInt8(at) ^ 1, at)
  const damaged: [string, Buffer, RegExp][] = [
    ['changed.tar', inside, /its file tables\/orders\/000001\.jsonl\.gz was changed/],
    ['cut.tar', bytes.subarray(0, bytes.length >> 1), /damaged/],
    ['no-end.tar', bytes.subarray(0, bytes.indexOf('end.json')), /damaged/],
    ['other.tar', Buffer.from('a letter'), /no backup of ihome/],
  ]
  for (const [name, content, told] of damaged) {
    const path = join(temporaryDirectory(), name)
    writeFileSync(path, content)
    await expect(checkBackup(path)).rejects.toThrow(told)
  }
  const url = await emptyDatabase()
  const path = join(temporaryDirectory(), 'changed.tar')
  writeFileSync(path, inside)
  for (const [taken, key, told] of [
    [path, SESSION_SECRET, /damaged/],
    [file, `another ${SESSION_SECRET}`, /belongs to another key than the one in SESSION_SECRET/],
  ] as const) {
    const ended = await runIhome(['restore', taken], { ...on(url), SESSION_SECRET: key })
    expect(ended).toMatchObject({ code: 1, stdout: '' })
    expect(ended.stderr).toMatch(told)
  }
  expect(await rowsIn(url)).toEqual({})
})
