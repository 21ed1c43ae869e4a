import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Tables } from '../../server/schema.ts'
import { type Client, createClient } from '../harness/client.ts'
import { listen } from '../harness/events.ts'
import { dayAfter, openLetting, order } from '../harness/lettings.ts'
import { addHouse, addPerson, PASSWORD } from '../harness/people.ts'
import { serveIhome } from '../harness/process.ts'
import { createTestDatabaseUrl, openSite } from '../harness/site.ts'

async function logIn(origin: string, mobile: string): Promise<Client> {
  const client = createClient(origin)
  expect((await client.post('/sessions', { mobile, password: PASSWORD })).errcode).toBe('0')
  return client
}

test('open streams do not hold a stop up, and go on at the next server', async () => {
  const url = await createTestDatabaseUrl()
  const database = openPostgres<Tables>(url)
  const host = await addPerson(database.kysely)
  const guest = await addPerson(database.kysely)
  const house_id = await addHouse(database.kysely, host.id)
  await database.close()
  const settings = { DATABASE_URL: url, SESSION_SECRET: 'a secret of at least 32 characters' }

  const first = await serveIhome(settings)
  const [host_page, guest_page] = [
    await logIn(first.origin, host.mobile),
    await logIn(first.origin, guest.mobile),
  ]
  const pages = await Promise.all(
    Array.from({ length: 5 }, () => listen(first.origin, host_page.cookie())),
  )
  // Each begins with its welcome: what comes after that is told as news.
  for (const page of pages) await expect.poll(() => page.events.length).toBe(1)
  const stay = { house_id, start_date: '2027-05-01', end_date: '2027-05-03' }
  expect((await guest_page.post('/orders', stay)).errcode).toBe('0')
  for (const page of pages) await expect.poll(() => page.notices().length).toBe(1)

  const { code, stdout, stderr } = await first.stop()
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  // A stop that waited for the streams would say that it gave them up.
  expect(stdout).toContain('stopping')
  expect(stdout).not.toContain('given up')
  await Promise.all(pages.map((page) => page.ended))
  expect(stdout).not.toContain(host.mobile)

  const second = await serveIhome(settings)
  const later = await logIn(second.origin, guest.mobile)
  await later.post('/orders', { ...stay, start_date: '2027-06-01', end_date: '2027-06-02' })
  const last_id = String(pages[0]?.lastId())
  const again = await listen(second.origin, host_page.cookie(), { 'last-event-id': last_id })
  await expect.poll(() => again.notices().length).toBe(1)
  expect(again.notices()[0]?.data.notice.text).toContain('6月1日')
  await again.close()
  await second.stop()
})

test('a page that fetches nothing for a while gets all of it afterwards', async () => {
  const NOTICES = 10_000
  const site = await openSite()
  const letting = await openLetting(site)
  const order_id = await order(letting, dayAfter(site, 1))
  const { id: user_id } = letting.host.person
  const welcomed = await listen(site.origin, letting.host.cookie())
  await expect.poll(() => welcomed.events.length).toBe(1)
  await welcomed.close()
  await sql`
    INSERT INTO notices (user_id, kind, role, house_id, order_id, reason, created_at)
    SELECT ${user_id}, 'order_placed', 'host', ${letting.house_id}, ${order_id}, '', now()
    FROM generate_series(1, ${NOTICES}::integer)`.execute(site.database.kysely)

  const since = { 'last-event-id': String(welcomed.lastId()) }
  const slow = await fetch(`${site.origin}/api/v1.0/events`, {
    headers: { cookie: String(letting.host.cookie()), ...since },
  })
  // Whoever does fetch has it all by then: the slow page was passed over meanwhile.
  const quick = await listen(site.origin, letting.host.cookie(), since)
  await expect.poll(() => quick.notices().length).toBe(NOTICES)
  await quick.close()
  const ids: number[] = []
  let rest = ''
  for await (const chunk of (slow.body as ReadableStream).pipeThrough(new TextDecoderStream())) {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('id: ')) ids.push(Number(line.slice(4)))
    if (ids.length > NOTICES) break
  }
  // The first is the welcome, at the place where it went away.
  expect(ids).toHaveLength(NOTICES + 1)
  expect(new Set(ids).size).toBe(NOTICES + 1)
  expect(ids).toEqual([...ids].sort((a, b) => a - b))
  await site.close()
})
