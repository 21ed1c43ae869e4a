import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MIGRATIONS } from '../../server/runtime.ts'
import { openSite, type Site } from '../harness/site.ts'

const MIGRATION = readFileSync(join(MIGRATIONS, '018-names-as-they-look.sql'), 'utf8')

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

test('people whose names look alike keep them, and the first has the look', async () => {
  const { kysely } = site.database
  await sql`
    DROP TRIGGER users_name_look ON users; DROP FUNCTION set_name_look();
    ALTER TABLE users DROP COLUMN name_look; DROP FUNCTION name_look(text);`.execute(kysely)
  const names = ['湖边人家', '湖边\u200b人家', 'Ｅｃｈｏ', '\u0415cho', '', '客服']
  const rows = names.map((name, at) => ({
    mobile: `1360000000${at}`,
    name: name || `1360000000${at}`,
    password_hash: '',
    created_at: new Date(),
  }))
  await kysely.insertInto('users').values(rows).execute()
  await sql.raw(MIGRATION).execute(kysely)
  const users = kysely.selectFrom('users').select(['name', 'name_look']).orderBy('id')
  expect(await users.execute()).toEqual([
    { name: '湖边人家', name_look: '湖边人家' },
    { name: '湖边\u200b人家', name_look: null },
    { name: 'Ｅｃｈｏ', name_look: 'echo' },
    { name: '\u0415cho', name_look: null },
    { name: '13600000004', name_look: '13600000004' },
    { name: '客服', name_look: '客服' },
  ])
  const newcomer = await site.join()
  expect((await newcomer.put('/users/name', { name: 'echo' })).refusal).toBe('name_taken')
})
