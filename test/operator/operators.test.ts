import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Right } from '../../contract/operator.ts'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Tables } from '../../server/schema.ts'
import { PASSWORD } from '../harness/people.ts'
import { runIhome } from '../harness/process.ts'
import {
  createTestDatabaseUrl,
  type Member,
  openSite,
  SESSION_SECRET,
  type Site,
} from '../harness/site.ts'

let site: Site
let environment: Record<string, string>

beforeAll(async () => {
  const url = await createTestDatabaseUrl()
  environment = { DATABASE_URL: url, SESSION_SECRET }
  site = await openSite({ database: openPostgres<Tables>(url) })
})
afterAll(() => site?.close())

const ihome = (...args: string[]) => runIhome(args, environment)
const nameOperator = ({ person }: Member, rights: string) =>
  ihome('operators', '--add', person.mobile, '--rights', rights)

/** As the command does it, in a tenth of the time. */
const appoint = ({ person }: Member, rights: Right[]) =>
  site.database.kysely
    .insertInto('operators')
    .values({ user_id: person.id, rights, since: site.clock.now() })
    .execute()

/** As an app shows it now, or some steps of 30 s away. */
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: site.clock.now().getTime() + steps * 30_000,
  })

/** An operator with a second factor, who has shown it in this browser. */
async function joinOperator(rights: Right[] = ['owner']) {
  const operator = await site.join()
  await appoint(operator, rights)
  const { data } = await operator.post('/operator/second_factor', {})
  const confirmed = await operator.put('/operator/second_factor', { code: codeOf(data.secret) })
  site.clock.advance({ minutes: 1 })
  const codes = confirmed.data.recovery_codes as string[]
  return { operator, secret: data.secret as string, codes }
}

describe('the people who run the site', () => {
  test('are named by a command, with what they may do', async () => {
    const person = await site.join()
    expect(await person.get('/operator/session')).toMatchObject({ refusal: 'operator_required' })
    const added = await nameOperator(person, 'money, support')
    expect(added).toMatchObject({ code: 0, stderr: '' })
    expect(added.stdout).toContain(`${person.person.mobile}\t`)
    expect(added.stdout).toContain('\tsupport,money\t')
    expect(added.stdout).toContain('\tnot set up')
    expect((await person.get('/operator/session')).data).toEqual({
      rights: ['support', 'money'],
      second_factor: 'none',
      confirmed: false,
    })
    expect((await ihome('operators', '--remove', person.person.mobile)).code).toBe(0)
    expect(await person.get('/operator/session')).toMatchObject({ refusal: 'operator_required' })
  })

  test('are refused with the reason, where nothing can be done', async () => {
    const { mobile } = (await site.join()).person
    for (const [args, reason] of [
      [['--add', '13999999999'], 'has to register first'],
      [['--add', mobile, '--rights', 'king'], '"king" is no right'],
      [['--remove', mobile], 'is no operator'],
      [['--reset-factor', mobile], 'has no second factor'],
    ] as const) {
      const refused = await ihome('operators', ...args)
      expect(refused.code, reason).toBe(1)
      expect(refused.stderr).toContain(reason)
    }
  })
})

describe('the second factor', () => {
  test('is asked for beside the log-in, and once shown is good in that browser alone', async () => {
    const { operator, secret } = await joinOperator()
    expect((await operator.get('/operator/audit')).errcode).toBe('0')
    const elsewhere = site.visitor()
    const { mobile } = operator.person
    await elsewhere.post('/sessions', { mobile, password: PASSWORD })
    const unconfirmed = await elsewhere.get('/operator/audit')
    expect(unconfirmed).toMatchObject({ refusal: 'second_factor_required' })
    const shown = await elsewhere.post('/operator/session', { code: codeOf(secret) })
    expect(shown.data).toMatchObject({ second_factor: 'confirmed', confirmed: true })
    expect((await elsewhere.get('/operator/audit')).errcode).toBe('0')
    await elsewhere.call('DELETE', '/operator/session')
    expect(await elsewhere.get('/operator/audit')).toMatchObject({
      refusal: 'second_factor_required',
    })
    expect((await elsewhere.get('/session')).errcode).toBe('0')
  })

  test('is over after twelve hours, and with the right', async () => {
    const { operator } = await joinOperator()
    site.clock.advance({ hours: 12 })
    expect(await operator.get('/operator/audit')).toMatchObject({
      refusal: 'second_factor_required',
    })
    await ihome('operators', '--remove', operator.person.mobile)
    expect(await operator.get('/operator/audit')).toMatchObject({ refusal: 'operator_required' })
  })

  test('takes each code once, and recovery codes too', async () => {
    const { operator, secret, codes } = await joinOperator()
    expect(codes).toHaveLength(10)
    const show = (code: string) => operator.post('/operator/session', { code })
    const code = codeOf(secret)
    expect((await show(code)).errcode).toBe('0')
    expect(await show(code)).toMatchObject({ refusal: 'second_factor_wrong' })
    const [recovery = ''] = codes
    expect((await show(` ${recovery.toUpperCase()} `)).errcode).toBe('0')
    expect(await show(recovery)).toMatchObject({ refusal: 'second_factor_wrong' })
    // A code of long ago is none.
    expect(await show(codeOf(secret, -10))).toMatchObject({ refusal: 'second_factor_wrong' })
  })

  test('at once from two browsers takes a code for one of them', async () => {
    const { operator, secret } = await joinOperator()
    const code = codeOf(secret)
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => operator.post('/operator/session', { code })),
    )
    expect(answers.filter(({ errcode }) => errcode === '0')).toHaveLength(1)
  })

  test('is locked after five wrong codes, for the right one too', async () => {
    const { operator, secret } = await joinOperator()
    const show = (code: string) => operator.post('/operator/session', { code })
    for (let tried = 0; tried < 5; tried += 1)
      expect(await show('000000')).toMatchObject({ refusal: 'second_factor_wrong' })
    expect(await show(codeOf(secret))).toMatchObject({ refusal: 'login_locked' })
    site.clock.advance({ minutes: 15 })
    expect((await show(codeOf(secret))).errcode).toBe('0')
  })

  test('is set up once, until it is reset', async () => {
    const { operator } = await joinOperator()
    const again = await operator.post('/operator/second_factor', {})
    expect(again).toMatchObject({ refusal: 'second_factor_exists' })
    await ihome('operators', '--reset-factor', operator.person.mobile)
    expect(await operator.get('/operator/audit')).toMatchObject({
      refusal: 'second_factor_required',
    })
    expect((await operator.post('/operator/second_factor', {})).errcode).toBe('0')
  })

  test('is in the database sealed, and in no log line', async () => {
    const { operator, secret, codes } = await joinOperator()
    const { rows } = await sql<{ line: string }>`
      SELECT f::text AS line FROM operator_factors f
      UNION ALL SELECT c::text FROM operator_recovery_codes c
      UNION ALL SELECT a::text FROM audit_entries a`.execute(site.database.kysely)
    const kept = [...rows.map(({ line }) => line), ...site.logged].join('\n')
    for (const text of [secret, ...codes, operator.person.mobile]) expect(kept).not.toContain(text)
  })
})

describe('the audit log', () => {
  test('tells who did what, from where, newest first, by what is asked', async () => {
    const { operator } = await joinOperator(['support'])
    const { id } = operator.person
    await nameOperator(operator, 'support,money')
    const mine = (await operator.get(`/operator/audit?subject=person&subject_id=${id}`)).data
    expect(mine.entries).toMatchObject([
      {
        act: 'operator_changed',
        actor: 'command',
        before: { rights: ['support'] },
        after: { rights: ['support', 'money'] },
      },
      { act: 'second_factor_confirmed', actor: 'operator', actor_id: id, address: '127.0.0.1' },
      { act: 'second_factor_begun', actor: 'operator', actor_id: id },
    ])
    const first = (await operator.get('/operator/audit?limit=1')).data
    const next = (await operator.get(`/operator/audit?limit=1&cursor=${first.next_cursor}`)).data
    expect(next.entries[0].entry_id).toBe(first.entries[0].entry_id - 1)
    for (const limit of ['0', '101'])
      expect((await operator.get(`/operator/audit?limit=${limit}`)).errcode).toBe('4103')
  })

  test('is refused by the database to be changed, and shows what was changed all the same', async () => {
    const db = site.database.kysely
    await joinOperator()
    expect((await ihome('verify', 'audit')).code).toBe(0)
    for (const change of [
      sql`UPDATE audit_entries SET reason = 'none'`,
      sql`DELETE FROM audit_entries`,
      sql`TRUNCATE audit_entries`,
    ])
      await expect(change.execute(db)).rejects.toThrow('the audit log is only added to')

    // Whoever owns the database can take the guard away, but not make the chain right again.
    const forge = (change: ReturnType<typeof sql>) =>
      db.transaction().execute(async (trx) => {
        await sql`ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_kept`.execute(trx)
        await change.execute(trx)
        await sql`ALTER TABLE audit_entries ENABLE TRIGGER audit_entries_kept`.execute(trx)
      })
    await forge(sql`UPDATE audit_entries SET reason = 'forged' WHERE id = 2`)
    const forged = await ihome('verify', 'audit')
    expect(forged.code).toBe(1)
    expect(forged.stdout).toContain('entry 2:')
    await forge(sql`UPDATE audit_entries SET reason = '' WHERE id = 2`)
    expect((await ihome('verify', 'audit')).code).toBe(0)
    await forge(sql`DELETE FROM audit_entries WHERE id = 3`)
    expect((await ihome('verify', 'audit')).stdout).toContain('before entry 4')
  })
})
