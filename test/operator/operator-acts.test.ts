import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Right } from '../../contract/operator.ts'
import * as acts from '../../contract/operator-acts.ts'
import type { Route } from '../../contract/route.ts'
import { dayAfter, type Letting, openLetting, orderIn, settle } from '../harness/lettings.ts'
import { type Member, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
let support: Member
let money: Member

beforeAll(async () => {
  site = await openSite()
  letting = await openLetting(site)
  support = await joinOperator(['support'])
  money = await joinOperator(['money'])
})
afterAll(() => site.close())

/** An operator who has shown the second factor. */
async function joinOperator(rights: Right[]): Promise<Member> {
  const operator = await site.join()
  await site.database.kysely
    .insertInto('operators')
    .values({ user_id: operator.person.id, rights, since: site.clock.now() })
    .execute()
  const { data } = await operator.post('/operator/second_factor', {})
  const secret = Secret.fromBase32(data.secret)
  const code = new TOTP({ secret }).generate({ timestamp: site.clock.now().getTime() })
  expect((await operator.put('/operator/second_factor', { code })).errcode).toBe('0')
  return operator
}

const routes = Object.values(acts) as Route[]
const pathOf = ({ path }: Route) => path.replace('{id}', '1')
const call = (by: Member | ReturnType<Site['visitor']>, route: Route) =>
  by.call(route.method, pathOf(route), {
    ...(route.example.body !== undefined && { body: route.example.body }),
  })
const entriesOf = async () => {
  const rows = site.database.kysely.selectFrom('audit_entries').selectAll().orderBy('id')
  return (await rows.execute()).map(({ act, actor_id, subject, subject_id, reason }) => ({
    act,
    actor_id,
    subject,
    subject_id,
    reason,
  }))
}

describe('what operators do', () => {
  test.for(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'is open to nobody else: %s',
    async ([, route]) => {
      const before = await entriesOf()
      expect(await call(site.visitor(), route)).toMatchObject({ refusal: 'session_required' })
      for (const other of [letting.guest, letting.host])
        expect(await call(other, route)).toMatchObject({ refusal: 'operator_required' })
      const without = route.right === 'money' ? support : money
      expect(await call(without, route)).toMatchObject({ refusal: 'operator_required' })
      // Nothing came of it, and what did not happen has no entry.
      expect(await entriesOf()).toEqual(before)
    },
  )

  test('to a review hides it with its reason, shows it again, and each is noted', async () => {
    const { guest, host, house_id } = letting
    const order_id = await orderIn(letting, 'WAIT_COMMENT')
    const support = await joinOperator(['support'])
    await guest.put(`/orders/${order_id}/comment`, { comment: '请打 13900000000', stars: 1 })
    await host.post(`/orders/${order_id}/comment/reports`, { reason: '泄露电话' })
    const judge = (body: object) => support.put(`/operator/reviews/${order_id}`, body)
    expect(await judge({ hidden: true })).toMatchObject({ errcode: '4103' })
    expect((await judge({ hidden: true, reason: '含电话号码' })).errcode).toBe('0')
    const shown = async () => (await guest.get(`/houses/${house_id}`)).data.house.comments.length
    expect(await shown()).toBe(0)
    expect((await judge({ hidden: false })).errcode).toBe('0')
    expect(await shown()).toBe(1)
    const missing = await support.put('/operator/reviews/999999', { hidden: false })
    expect(missing).toMatchObject({ refusal: 'review_missing' })
    const told = { actor_id: support.person.id, subject: 'order', subject_id: order_id }
    expect((await entriesOf()).slice(-2)).toEqual([
      { ...told, act: 'review_hidden', reason: '含电话号码' },
      { ...told, act: 'review_restored', reason: '' },
    ])
  })

  test('to a payout holds it and lets it go, and each is noted', async () => {
    const order_id = await orderIn(letting, 'WAIT_PAYMENT', dayAfter(site, 10))
    const money = await joinOperator(['money'])
    const hold = (body: object) => money.put(`/operator/orders/${order_id}/payout_hold`, body)
    const unpaid = await hold({ held: true, reason: '争议' })
    expect(unpaid).toMatchObject({ refusal: 'hold_impossible', data: { problem: 'nothing_paid' } })
    await settle(letting, order_id)
    expect((await hold({ held: true, reason: '房客称无法入住' })).errcode).toBe('0')
    const { data } = await letting.host.get(`/orders/${order_id}`)
    expect(JSON.stringify(data.payout_hold)).toContain('房客称无法入住')
    expect(await hold({ held: true, reason: '再来' })).toMatchObject({ refusal: 'hold_impossible' })
    expect((await hold({ held: false })).errcode).toBe('0')
    expect((await entriesOf()).slice(-2).map(({ act }) => act)).toEqual([
      'payout_held',
      'payout_released',
    ])
    const missing = await money.put('/operator/orders/999999/payout_hold', { held: false })
    expect(missing).toMatchObject({ refusal: 'order_missing' })
  })

  test('with a thread is reading it, once it was reported, and each reading is noted', async () => {
    const { guest, host, house_id } = letting
    const support = await joinOperator(['support'])
    const begun = await guest.post(`/houses/${house_id}/threads`, { text: '还有空房吗' })
    const { thread_id } = begun.data
    const read = () => support.post(`/operator/threads/${thread_id}/readings`, { reason: '举报' })
    expect(await read()).toMatchObject({ refusal: 'thread_missing' })
    await host.post(`/threads/${thread_id}/reports`, { reason: '骚扰' })
    expect((await support.get('/operator/threads')).data.reports[0]).toMatchObject({
      thread_id,
      reporter: 'host',
      readings: 0,
    })
    const { data } = await read()
    expect(data.messages.map(({ text }: { text: string }) => text)).toEqual(['还有空房吗'])
    expect((await support.get('/operator/threads')).data.reports[0].readings).toBe(1)
    expect((await entriesOf()).at(-1)).toMatchObject({ act: 'thread_read', subject_id: thread_id })
  })
})
