import { expect, inject, test } from 'vitest'
import { migrate, migrationsIn } from '../../server/platform/database/migrate.ts'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import { MIGRATIONS } from '../../server/runtime.ts'
import { createDatabase, withClient } from '../harness/postgres-server.ts'
import { runIhome } from '../harness/process.ts'
import { SESSION_SECRET } from '../harness/site.ts'

test('migrate --plan says what would be run and what others would wait for, and runs nothing', async () => {
  const { server_url } = inject('postgres')
  const name = await createDatabase(server_url)
  const url = Object.assign(new URL(server_url), { pathname: `/${name}` }).href
  const environment = { DATABASE_URL: url, SESSION_SECRET }
  const database = openPostgres(url)
  const before = migrationsIn(MIGRATIONS).filter((one) => one < '009')
  await migrate(database, MIGRATIONS, before)
  await database.close()

  const { code, stdout, stderr } = await runIhome(['migrate', '--plan'], environment)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).not.toContain('008-')
  expect(stdout).toMatch(
    /^009-payments\.sql\n {2}order_events \(about \d+ rows\): others neither read nor write it/m,
  )
  expect(stdout).toMatch(/^011-[\s\S]*^ {2}held_nights /m)
  const ran = await withClient(url, (client) => client.query('SELECT name FROM migrations'))
  expect(ran.rows).toHaveLength(before.length)

  expect((await runIhome(['migrate'], environment)).code).toBe(0)
  const nothing = await runIhome(['migrate', '--plan'], environment)
  expect(nothing.stdout).toBe('the schema is up to date: nothing would be run\n')
})
