import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Tables } from '../../server/schema.ts'
import { openLetting, orderIn, sweep } from '../harness/lettings.ts'
import { runIhome } from '../harness/process.ts'
import { createTestDatabaseUrl, openSite, SESSION_SECRET, type Site } from '../harness/site.ts'

/** What spreadsheets run, some of them also in full width, or after what cannot be seen. */
const FORMULAS = { name: '\u200b\u3000＝1+1', real_name: '＠SUM(1)', id_card: '110105194912310047' }
const HOST = { name: '=1+"2",x', real_name: '周明德', id_card: '11010519491231002X' }

let site: Site
let mobile: string
let environment: Record<string, string>
beforeAll(async () => {
  const url = await createTestDatabaseUrl()
  environment = { DATABASE_URL: url, SESSION_SECRET }
  site = await openSite({ database: openPostgres<Tables>(url) })
  const first = await openLetting(site)
  mobile = first.host.person.mobile
  await site.database.kysely
    .updateTable('users')
    .set(HOST)
    .where('id', '=', first.host.person.id)
    .execute()
  const second = await openLetting(site)
  await site.database.kysely
    .updateTable('users')
    .set(FORMULAS)
    .where('id', '=', second.host.person.id)
    .execute()
  for (const letting of [first, second]) await orderIn(letting, 'PAID', '2026-12-05', '2026-12-06')
  await orderIn(await openLetting(site), 'PAID', '2027-01-05')
  site.clock.set('2026-12-07T04:00:00Z')
  await sweep(site)
})
afterAll(() => site?.close())

const run = (...args: string[]) => runIhome(args, environment)
const UNTIL = ['--until', '2026-12-31']
const linesOf = (text: string) => text.replace('\uFEFF', '').trimEnd().split(/\r?\n/)

test('an order on hold is named, kept out of the payout, and is due again once it is released', async () => {
  const [, first = ''] = linesOf((await run('payouts', '--orders', ...UNTIL)).stdout)
  const [host_id, order_id = ''] = first.split(',')
  for (const wrong of [
    ['--hold', order_id, '--reason', ' '],
    ['--hold', '999999', '--reason', 'y'],
  ])
    expect((await run('payouts', ...wrong)).code, wrong.join(' ')).toBe(1)

  const held = await run('payouts', '--hold', order_id, '--reason', '房客投诉', '--by', '客服 小陈')
  expect(held.stdout).toMatch(new RegExp(`\n${order_id}\t.*\t客服 小陈\t房客投诉\n`))
  const again = await run('payouts', '--hold', order_id, '--reason', 'again')
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('already') })
  const listed = await run('payouts', ...UNTIL)
  expect(linesOf(listed.stdout)).toHaveLength(2)
  expect(listed.stderr).toContain('on hold: 1 orders, yuan: 400.00')
  const by_order = linesOf((await run('payouts', '--orders', ...UNTIL)).stdout)
  expect(by_order).toHaveLength(3)
  expect(by_order[2]).toMatch(
    new RegExp(`^${host_id},${order_id},2026-12-05,2026-12-06,400\\.00,.*,房客投诉,客服 小陈$`),
  )
  expect((await run('verify', 'ledger')).stdout).toMatch(/^on hold\t40000 fen of 1 orders$/m)

  expect((await run('payouts', '--release', order_id)).stdout).toBe('order\tsince\tby\treason\n')
  expect(linesOf((await run('payouts', ...UNTIL)).stdout)).toHaveLength(3)
})

test('what hosts are owed is written as a table, and paid out once', async () => {
  const [head, ...hosts] = linesOf((await run('payouts', ...UNTIL)).stdout)
  expect(head).toBe(
    'host_id,name,real_name,mobile,amount_yuan,until,nights_yuan,discounts_yuan,' +
      'extra_guests_yuan,cleaning_yuan,taxes_yuan,went_back_yuan,taxes_owed_yuan,' +
      'platform_fee_yuan,on_hold_yuan',
  )
  expect(hosts).toHaveLength(2)
  expect(hosts[0]).toMatch(/^\d+,"'=1\+""2"",x",周明德,\d{11},400\.00,2026-12-31,400\.00,/)
  expect(hosts[0]).toContain(mobile)
  expect(hosts[1]).toMatch(
    /^\d+,'\u200b\u3000＝1\+1,'＠SUM\(1\),\d{11},400\.00,2026-12-31,400\.00,/,
  )
  expect(linesOf((await run('payouts', ...UNTIL)).stdout).slice(1)).toEqual(hosts)

  const settled = await run('payouts', '--settle', ...UNTIL)
  expect(linesOf(settled.stdout).slice(1)).toEqual(hosts)
  expect(settled.stderr).toContain('noted as paid out')
  expect(linesOf((await run('payouts', '--settle', ...UNTIL)).stdout)).toEqual([head])
  expect(linesOf((await run('payouts', '--repeat')).stdout).slice(1)).toEqual(hosts)
  expect((await run('payouts', '--until', '2026-02-30')).code).toBe(1)
  const [, paid = ''] = linesOf((await run('payouts', '--orders', '--repeat')).stdout)
  const late = await run('payouts', '--hold', paid.split(',')[1] ?? '', '--reason', 'late')
  expect(late.stderr).toContain('its host was paid already')
  expect((await run('verify', 'ledger')).code).toBe(0)
})

test('a refund that was refused is listed until it is tried again or paid by other means', async () => {
  expect((await run('refunds')).stdout).toBe('no refund is open\n')
  const { id, amount_fen } = await site.database.kysely
    .selectFrom('payments')
    .innerJoin('orders', 'orders.id', 'payments.order_id')
    .select(['payments.id', 'payments.amount_fen'])
    .where('orders.status', '=', 'PAID')
    .executeTakeFirstOrThrow()
  // As if its order had been cancelled, and the provider had refused.
  const now = new Date()
  await sql`UPDATE orders SET status = 'CANCELED' FROM payments p WHERE p.id = ${id} AND orders.id = p.order_id`.execute(
    site.database.kysely,
  )
  const { id: refund_id } = await site.database.kysely
    .insertInto('refunds')
    .values({
      payment_id: id,
      cause: 'canceled',
      amount_fen,
      status: 'refused',
      created_at: now,
      next_try_at: now,
      last_code: 'ACQ.TRADE_HAS_FINISHED',
      ended_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()

  const wrong = await run('verify', 'ledger')
  expect(wrong.code).toBe(1)
  expect(wrong.stdout).toContain(`refund ${refund_id} of order`)
  expect((await run('refunds')).stdout).toMatch(
    /refused\t\d+\t\d+\.\d\d\tcanceled\t0\tACQ\.TRADE_HAS_FINISHED/,
  )
  expect((await run('refunds', '--paid', '999')).code).toBe(1)
  expect((await run('refunds', '--retry', 'x')).code).toBe(1)

  expect((await run('refunds', '--retry', String(refund_id))).stdout).toContain('pending')
  expect((await run('refunds', '--paid', String(refund_id))).code).toBe(1)
  await site.database.kysely
    .updateTable('refunds')
    .set({ status: 'refused', ended_at: now })
    .where('id', '=', refund_id)
    .execute()
  expect((await run('refunds', '--paid', String(refund_id))).stdout).toBe('no refund is open\n')
  const verified = await run('verify', 'ledger')
  expect(verified.stdout).toMatch(/^bank\t-\d+ fen$/m)
  expect(verified.code).toBe(0)
})

test('a site keeps the currency that its amounts are counted in', async () => {
  const { code, stdout, stderr } = await runIhome(['payouts'], {
    ...environment,
    IHOME_CURRENCY: 'JPY',
  })
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/IHOME_CURRENCY is "JPY"; it must be CNY/)
})

test('verify names what is wrong with the money, and ends with 1', async () => {
  await sql`UPDATE payments SET amount_fen = amount_fen + 1
    WHERE id = (SELECT min(id) FROM payments WHERE status = 'paid')`.execute(site.database.kysely)
  const { code, stdout, stderr } = await run('verify', 'ledger')
  expect(code).toBe(1)
  expect(stdout).toMatch(
    /1 payments that came and are not posted as they are.*:\n {2}payment \d+ of order \d+/,
  )
  expect(stderr).toContain('trouble')
  expect((await run('verify')).code).toBe(2)
  expect((await run('verify', 'nights')).code).toBe(2)
})
