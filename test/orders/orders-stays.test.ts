import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ORDER_STATUSES } from '../../contract/order-terms.ts'
import { anotherHouse, openLetting, order, orderIn } from '../harness/lettings.ts'
import { type Member, NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(() => site.clock.set(NOON))

interface Stay {
  readonly order_id: number
  readonly status: string
}

const stays = async (member: Member, query: string): Promise<Stay[]> => {
  const answer = await member.get(`/user/stays?${query}`)
  expect(answer).toMatchObject({ status: 200, errcode: '0' })
  return answer.data.stays
}
const idsOf = (found: readonly Stay[]) => found.map(({ order_id }) => order_id)

describe("a host's stays", () => {
  test('are those that have a day in common with the range, by their first day', async () => {
    const letting = await openLetting(site)
    const other = await anotherHouse(letting)
    const late = await order(letting, '2027-03-10', '2027-03-12')
    const long = await order(other, '2027-03-01', '2027-03-31')
    const early = await order(letting, '2027-03-02', '2027-03-04')
    const ask = async (from: string, to: string) =>
      idsOf(await stays(letting.host, `from=${from}&to=${to}`))
    expect(await ask('2027-03-01', '2027-03-31')).toEqual([long, early, late])
    expect(await ask('2027-03-04', '2027-03-10')).toEqual([long, early, late])
    expect(await ask('2027-03-05', '2027-03-09')).toEqual([long])
    expect(await ask('2027-03-31', '2027-04-30')).toEqual([long])
    expect(await ask('2027-04-01', '2027-04-30')).toEqual([])
    expect(await ask('2027-02-01', '2027-03-01')).toEqual([long])
  })

  test('of one house alone', async () => {
    const letting = await openLetting(site)
    const other = await anotherHouse(letting)
    const here = await order(letting, '2027-03-10')
    const there = await order(other, '2027-03-11')
    const range = 'from=2027-03-01&to=2027-03-31'
    expect(idsOf(await stays(letting.host, range))).toEqual([here, there])
    const of = async (house_id: number) =>
      idsOf(await stays(letting.host, `${range}&house_id=${house_id}`))
    expect(await of(letting.house_id)).toEqual([here])
    expect(await of(other.house_id)).toEqual([there])
    expect(await of((await openLetting(site)).house_id)).toEqual([])
  })

  test('are those that hold their days or have held them to the end', async () => {
    const letting = await openLetting(site)
    const range = 'from=2026-12-01&to=2027-03-31'
    const made: { day: number; label: string }[] = []
    // A finished stay moves the clock on, and the sweep with it: those first.
    for (const [index, status] of ORDER_STATUSES.toReversed().entries()) {
      const finished = status === 'WAIT_COMMENT' || status === 'COMPLETE'
      const day = finished ? 10 + index : 30 - index
      const order_id = await orderIn(letting, status, `2026-12-${day}`)
      if (status !== 'REJECTED' && status !== 'CANCELED')
        made.push({ day, label: `${order_id} ${status}` })
    }
    const held = made.toSorted((a, b) => a.day - b.day).map(({ label }) => label)
    const found = await stays(letting.host, range)
    expect(found.map(({ order_id, status }) => `${order_id} ${status}`)).toEqual(held)
  })

  test('tell who comes, and what they look like', async () => {
    const letting = await openLetting(site, { title: '胡同里的小院', price_fen: 10_000 })
    const { guest, host, house_id } = letting
    const order_id = await order(letting, '2027-03-10', '2027-03-11')
    const [unnamed] = await stays(host, 'from=2027-03-01&to=2027-03-31')
    expect(unnamed).toEqual({
      order_id,
      guests: 1,
      house_id,
      title: '胡同里的小院',
      start_date: '2027-03-10',
      end_date: '2027-03-11',
      status: 'WAIT_ACCEPT',
      amount: 20_000,
      guest_name: '匿名用户',
      guest_avatar: '',
    })
    await guest.put('/users/name', { name: '小爱' })
    await site.database.kysely
      .updateTable('users')
      .set({ avatar_url: '/files/avatars/a.webp' })
      .where('id', '=', guest.person.id)
      .execute()
    const face = { guest_name: '小爱', guest_avatar: '/files/avatars/a.webp' }
    expect((await stays(host, 'from=2027-03-01&to=2027-03-31'))[0]).toMatchObject(face)
    const { data } = await host.get(`/orders/${order_id}`)
    expect(data.order).toMatchObject(face)
    expect((await guest.get('/user/orders')).data.orders[0]).toMatchObject(face)
  })

  test('are nobody else’s business', async () => {
    const letting = await openLetting(site)
    await order(letting, '2027-03-10')
    const range = `from=2027-03-01&to=2027-03-31`
    expect(await stays(letting.guest, range)).toEqual([])
    expect(await stays(letting.guest, `${range}&house_id=${letting.house_id}`)).toEqual([])
    const { errcode } = await site.visitor().get(`/user/stays?${range}`)
    expect(errcode).toBe('4101')
  })
})

test.each([
  ['no range', '', '参数不完整'],
  ['one end', 'from=2027-03-01', '参数不完整'],
  ['an empty end', 'from=2027-03-01&to=', '参数不完整'],
  ['a day that does not exist', 'from=2027-02-30&to=2027-03-01', '日期信息有误'],
  ['the end before the beginning', 'from=2027-03-02&to=2027-03-01', '日期信息有误'],
  ['more than 400 days', 'from=2027-01-01&to=2028-02-05', '日期信息有误'],
  ['a house that is no number', 'from=2027-03-01&to=2027-03-02&house_id=x', '参数错误'],
])('asked for with %s: refused', async (_what, query, errmsg) => {
  const answer = await (await site.join()).get(`/user/stays?${query}`)
  expect(answer).toMatchObject({ status: 200, errcode: '4103' })
  expect(answer.errmsg).toContain(errmsg)
})

test('asked for over 400 days: answered', async () => {
  expect(await stays(await site.join(), 'from=2027-01-01&to=2028-02-04')).toEqual([])
})
