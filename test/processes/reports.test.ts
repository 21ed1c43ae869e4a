import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Tables } from '../../server/schema.ts'
import { openLetting } from '../harness/lettings.ts'
import { runIhome } from '../harness/process.ts'
import { createTestDatabaseUrl, openSite, SESSION_SECRET, type Site } from '../harness/site.ts'

let site: Site
let environment: Record<string, string>
beforeAll(async () => {
  const url = await createTestDatabaseUrl()
  environment = { DATABASE_URL: url, SESSION_SECRET }
  site = await openSite({ database: openPostgres<Tables>(url) })
})
afterAll(() => site?.close())

const reports = (...options: string[]) => runIhome(['reports', ...options], environment)
const readings = () =>
  site.database.kysely.selectFrom('thread_readings').select(['thread_id', 'reader']).execute()

test('a conversation is read only once it was reported, and who read it is noted first', async () => {
  const { guest, host, house_id } = await openLetting(site)
  const { data } = await guest.post(`/houses/${house_id}/threads`, { text: '可以便宜些吗\n谢谢' })
  const thread = String(data.thread_id)
  expect((await reports()).stdout).toBe('nothing was reported\n')
  const early = await reports('--read', thread, '--by', '小王')
  expect(early).toMatchObject({ code: 1, stdout: '' })
  expect(early.stderr).toContain('was not reported')

  const report = { reason: '要求\t线下付款\u001b[31m' }
  expect((await host.post(`/threads/${thread}/reports`, report)).errcode).toBe('0')
  expect((await host.post(`/threads/${thread}/reports`, report)).errcode).toBe('0')
  const [, ...listed] = (await reports()).stdout.trim().split('\n')
  expect(listed).toEqual([expect.stringMatching(/^1\t\d+\thost\t[\d :-]+\t0\t要求 线下付款\[31m$/)])

  expect(await reports('--read', thread)).toMatchObject({ code: 1, stdout: '' })
  expect(await readings()).toEqual([])
  const read = await reports('--read', thread, '--by', '小王')
  expect(read).toMatchObject({ code: 0, stderr: '' })
  expect(read.stdout).toMatch(/\tguest\t可以便宜些吗 谢谢\n$/)
  expect(await readings()).toEqual([{ thread_id: data.thread_id, reader: '小王' }])
  expect((await reports()).stdout).toMatch(/\t1\t要求/)
})
