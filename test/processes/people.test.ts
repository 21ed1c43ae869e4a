import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Tables } from '../../server/schema.ts'
import { runIhome } from '../harness/process.ts'
import { createTestDatabaseUrl, openSite, SESSION_SECRET, type Site } from '../harness/site.ts'

const REAL = { real_name: '王小爱', id_card: '11010519491231002X' }

let site: Site
let environment: Record<string, string>
beforeAll(async () => {
  const url = await createTestDatabaseUrl()
  environment = { DATABASE_URL: url, SESSION_SECRET }
  site = await openSite({ database: openPostgres<Tables>(url) })
})
afterAll(() => site?.close())

test('an id card that somebody else has taken is freed for its owner', async () => {
  const [first, owner] = [await site.join(), await site.join()]
  expect((await first.post('/users/auth', REAL)).errcode).toBe('0')
  expect(await owner.post('/users/auth', REAL)).toMatchObject({ refusal: 'id_card_invalid' })
  const { mobile } = first.person
  const freed = await runIhome(['people', '--free-id-card', mobile], environment)
  expect(freed).toMatchObject({ code: 0, stdout: `${mobile}: id card freed\n`, stderr: '' })
  expect((await first.get('/users/auth')).data).toEqual({ real_name: '', id_card: '' })
  expect((await owner.post('/users/auth', REAL)).errcode).toBe('0')

  const again = await runIhome(['people', '--free-id-card', mobile], environment)
  expect(again).toMatchObject({ code: 1, stdout: '' })
  expect(again.stderr).toContain(mobile)
})
