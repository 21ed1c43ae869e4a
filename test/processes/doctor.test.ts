import { utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Tables } from '../../server/schema.ts'
import { runIhome, temporaryDirectory } from '../harness/process.ts'
import { createTestDatabaseUrl, openSite, SESSION_SECRET, type Site } from '../harness/site.ts'

let site: Site
let environment: Record<string, string>
const backups = temporaryDirectory()
const ALIYUN = {
  SMS_PROVIDER: 'aliyun',
  ALIYUN_ACCESS_KEY_ID: 'a',
  ALIYUN_ACCESS_KEY_SECRET: 's3cret-of-aliyun',
  ALIYUN_SMS_SIGN_NAME: 'n',
  ALIYUN_SMS_TEMPLATE_CODE: 'c',
}

beforeAll(async () => {
  const url = await createTestDatabaseUrl()
  site = await openSite({ database: openPostgres<Tables>(url) })
  environment = {
    DATABASE_URL: url,
    SESSION_SECRET,
    PUBLIC_URL: site.origin,
    IHOME_BACKUP_DIR: backups,
    IHOME_DATA_DIR: temporaryDirectory(),
  }
})
afterAll(() => site?.close())

const linesOf = (stdout: string, mark: string) =>
  stdout.split('\n').filter((line) => line.startsWith(mark))

test('a site that nobody has prepared hears what to do, a line each', async () => {
  const { code, stdout, stderr } = await runIhome(['doctor'], environment)
  const bad = linesOf(stdout, 'TO DO')
  for (const told of [
    /is not encrypted/,
    /TRUST_PROXY is not set/,
    /codes are sent to nobody/,
    /no money moves/,
    /there is no area: `ihome areas --add/,
    /there is no backup in/,
  ])
    expect(bad.join('\n')).toMatch(told)
  expect(bad).toHaveLength(6)
  expect(code).toBe(1)
  expect(stderr).toBe('ihome doctor: things that stand between this site and the public: 6\n')
  for (const fine of [
    'the schema is up to date',
    'pictures are kept',
    'checks of the ledger find nothing',
  ])
    expect(linesOf(stdout, 'ok').join('\n')).toContain(fine)
})

test('what has been put right is not told again, and Chinese is spoken', async () => {
  await sql`INSERT INTO areas (name) VALUES ('西湖区')`.execute(site.database.kysely)
  const backup = join(backups, 'ihome-1.tar')
  writeFileSync(backup, '')
  const prepared = { ...environment, ...ALIYUN, TRUST_PROXY: '1', LANG: 'zh_CN.UTF-8' }
  const { code, stdout, stderr } = await runIhome(['doctor'], prepared)
  const bad = linesOf(stdout, '待解决')
  expect(bad).toHaveLength(2)
  expect(bad.join('\n')).toMatch(/没有加密[\s\S]*沙箱/)
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'ihome doctor: 网站对外开放前必须解决的问题：2 项\n',
  })
  expect(linesOf(stdout, '注意').join('\n')).toContain('ALIYUN_SMS_NOTICE_TEMPLATE_CODE')
  expect(stdout + stderr).not.toContain('s3cret')

  const old = new Date(Date.now() - 30 * 3_600_000)
  utimesSync(backup, old, old)
  await sql`INSERT INTO migrations (name) VALUES ('999-later.sql')`.execute(site.database.kysely)
  const later = await runIhome(['doctor', '--language', 'en'], prepared)
  expect(linesOf(later.stdout, 'TO DO').join('\n')).toMatch(
    /it has 999-later\.sql\): update ihome[\s\S]*the newest backup is 30 hours old/,
  )
})

test('settings that are wrong, or a database that is away, are told as any other thing', async () => {
  const wrong = await runIhome(['doctor'], { ...environment, PORT: 'x' })
  expect(linesOf(wrong.stdout, 'TO DO')).toEqual([expect.stringContaining('PORT is "x"')])
  const away = { ...environment, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }
  const { stdout } = await runIhome(['doctor'], away)
  expect(linesOf(stdout, 'TO DO').join('\n')).toMatch(
    /the database cannot be used \(.*ECONNREFUSED/,
  )
  expect((await runIhome(['doctor', '--language', 'fr'], environment)).stderr).toContain('zh or en')
})
