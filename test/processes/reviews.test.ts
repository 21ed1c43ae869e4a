import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Tables } from '../../server/schema.ts'
import { openLetting, orderIn } from '../harness/lettings.ts'
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

test('a reported review is listed, hidden and shown again by command, and averages proved', async () => {
  const letting = await openLetting(site)
  const order_id = await orderIn(letting, 'WAIT_COMMENT')
  await letting.guest.put(`/orders/${order_id}/comment`, { comment: '两\n行', stars: 2 })
  const path = `/houses/${letting.house_id}`
  await letting.host.post(`${path}/reviews/${order_id}/report`, { reason: '不实' })
  const run = (...args: string[]) => runIhome(args, environment)
  const listed = await run('reviews', '--reported')
  expect(listed).toMatchObject({ code: 0, stderr: '' })
  expect(listed.stdout).toBe(`${order_id}\thouse ${letting.house_id}\t1 reports\t不实\t两 行\n`)
  const hide = ['reviews', '--hide', String(order_id)]
  expect(await run(...hide)).toMatchObject({ code: 1, stdout: '' })
  expect((await run(...hide, '--reason', '泄露电话')).code).toBe(0)
  expect((await site.visitor().get(path)).data.house).toMatchObject({ rating: null, comments: [] })

  const { kysely } = site.database
  await kysely.updateTable('houses').set({ rating_sum: 7 }).execute()
  const proof = await run('verify', 'reviews')
  expect(proof).toMatchObject({ code: 1 })
  expect(proof.stdout).toContain(`house ${letting.house_id}: 0 stars in 0 reviews, kept as 7 in 0`)
  await kysely.updateTable('houses').set({ rating_sum: 0 }).execute()
  expect((await run('reviews', '--restore', String(order_id))).code).toBe(0)
  expect((await site.visitor().get(path)).data.house.rating).toMatchObject({ average: 2 })
})
