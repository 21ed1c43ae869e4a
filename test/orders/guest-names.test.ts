import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NO_RULES } from '../../rules/house-rules.ts'
import { pruneNames } from '../../server/orders/names/prune-names.ts'
import { dayAfter, type Letting, openLetting, order, orderIn, sweep } from '../harness/lettings.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

const CARD = '11010519491231002X'
const PASSPORT = 'E12345678'

let site: Site
let letting: Letting
let order_id: number
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.set(NOON)
  letting = await openLetting(site, { capacity: 4 })
  order_id = await place(2)
})

type Who = 'guest' | 'host'
async function place(guests: number, first = 2): Promise<number> {
  const days = { start_date: dayAfter(site, first), end_date: dayAfter(site, first + 1) }
  const { house_id } = letting
  return (await letting.guest.post('/orders', { house_id, ...days, guests })).data.order_id
}
const path = (id = order_id) => `/orders/${id}/guests`
const name = (...guests: object[]) => letting.guest.put(path(), { guests })
const list = async (who: Who = 'guest') => (await letting[who].get(path())).data
const show = async (who: Who = 'guest') =>
  (await letting[who].get(`/orders/${order_id}`)).data.guest_names
const rows = () =>
  site.database.kysely
    .selectFrom('order_guests')
    .selectAll()
    .where('order_id', '=', order_id)
    .execute()

describe('the names of all who stay', () => {
  test('are given by the guest, and seen by guest and host with the ends of their ids', async () => {
    expect(await list()).toEqual({
      required: false,
      may_change: true,
      until: `${dayAfter(site, 2)}T15:00:00+08:00`,
      given: 0,
      wanted: 2,
      guests: [],
    })
    const answer = await name(
      { name: ' 林小满 ', id_number: CARD.toLowerCase() },
      { name: 'Ada King', id_kind: 'passport', id_number: PASSPORT },
    )
    expect(answer).toMatchObject({ errcode: '0' })
    for (const who of ['guest', 'host'] as const) {
      expect((await list(who)).guests).toMatchObject([
        { name: '林小满', id_kind: 'id_card', id_number: '110***********002X' },
        { name: 'Ada King', id_kind: 'passport', id_number: 'E******78' },
      ])
      expect(await show(who)).toMatchObject({ given: 2, may_change: who === 'guest' })
    }
  })

  test('are sealed in the database, each for its order, and are in no log', async () => {
    await name({ name: '林小满', id_number: CARD })
    const [row] = await rows()
    expect(row?.sealed).not.toContain(CARD)
    for (const part of [JSON.stringify(row), site.logged.join('\n')])
      expect(part).not.toMatch(/林小满|11010519491231002|1949/)
    const first = order_id
    order_id = await place(1, 10)
    await site.database.kysely
      .updateTable('order_guests')
      .set({ order_id })
      .where('order_id', '=', first)
      .execute()
    // What was moved to another order, or sealed by another secret, is as not given.
    expect((await list()).guests).toEqual([])
  })

  test('keep the id that was given where the row is sent again without one', async () => {
    await name({ name: '林小满', id_number: CARD }, { name: 'Ada' })
    const [first, second] = (await list()).guests
    await name(
      { guest_id: second.guest_id, name: 'Ada King' },
      { guest_id: first.guest_id, name: '林满' },
    )
    expect((await list()).guests).toMatchObject([
      { name: 'Ada King', id_number: '' },
      { name: '林满', id_number: '110***********002X' },
    ])
    const [, kept] = (await list()).guests
    await name({ guest_id: kept.guest_id, name: '林满', id_number: '' })
    expect((await list()).guests).toMatchObject([{ name: '林满', id_number: '' }])
    await name()
    expect(await rows()).toEqual([])
  })

  test.each<[string, object, string]>([
    ['without a name', { name: '' }, 'params_invalid'],
    ['with a name that nobody sees', { name: '\u200b ' }, 'params_invalid'],
    [
      'with a card whose digits are wrong',
      { name: 'A', id_number: '110105194912310021' },
      'id_number_invalid',
    ],
    [
      'with a passport of two letters',
      { name: 'A', id_kind: 'passport', id_number: 'AB' },
      'id_number_invalid',
    ],
    ['with another kind', { name: 'A', id_kind: 'face' }, 'params_invalid'],
    ['of another order', { name: 'A', guest_id: 999_999 }, 'params_invalid'],
  ])('are refused %s, and nothing changes', async (_, guest, refusal) => {
    await name({ name: '林小满' })
    expect((await name({ name: 'Ada' }, guest)).refusal).toBe(refusal)
    expect((await list()).guests).toMatchObject([{ name: '林小满' }])
  })

  test('are no more than the order is for, and given by nobody else', async () => {
    const three = [{ name: 'A' }, { name: 'B' }, { name: 'C' }]
    expect(await name(...three)).toMatchObject({ errcode: '4103', refusal: 'too_many_names' })
    for (const member of [letting.host, await site.join()])
      expect((await member.put(path(), { guests: [{ name: 'A' }] })).refusal).toBe('order_missing')
    expect((await (await site.join()).get(path())).refusal).toBe('order_missing')
    expect((await site.visitor().get(path())).errcode).toBe('4101')
    expect(await rows()).toEqual([])
  })

  test('can be given until the hour of check-in, and not of an order that has ended', async () => {
    order_id = await orderIn(letting, 'PAID', dayAfter(site, 5))
    site.clock.set(`${dayAfter(site, 5)}T06:59:00Z`)
    expect((await name({ name: '林小满' })).errcode).toBe('0')
    site.clock.advance({ minutes: 1 })
    expect(await show()).toMatchObject({ may_change: false, given: 1 })
    expect(await name({ name: 'Ada' })).toMatchObject({ errcode: '4201', refusal: 'names_closed' })
    expect((await list('host')).guests).toMatchObject([{ name: '林小满' }])
    order_id = await orderIn(letting, 'CANCELED', dayAfter(site, 8))
    expect((await name({ name: 'Ada' })).refusal).toBe('names_closed')
  })
})

describe('the names are required', () => {
  test('where the host says so, as it was when the order was placed', async () => {
    const rules = `/user/houses/${letting.house_id}/rules`
    await letting.host.put(rules, { rules: { ...NO_RULES, names_required: true } })
    expect(await show()).toMatchObject({ required: false })
    order_id = await place(1, 6)
    expect(await show()).toMatchObject({ required: true, given: 0, wanted: 1 })
    // A client of before leaves it as it is.
    const { names_required: _, ...before } = NO_RULES
    await letting.host.put(rules, { rules: before })
    expect((await letting.host.get(rules)).data.rules.names_required).toBe(true)
  })

  test('where the site says so, of every order', async () => {
    const strict = await site.another({ guest_names: { required: true, keep_days: 30 } })
    const cookie = { headers: { cookie: letting.guest.cookie() ?? '' } }
    const { data } = await strict.visitor().get(path(), cookie)
    expect(data).toMatchObject({ required: true })
    await strict.close()
  })
})

test('names go 30 days after the stay, and with an order that came to nothing', async () => {
  const prune = () => pruneNames(site.database.kysely, site.clock, 30)
  const guests = { guests: [{ name: '林小满', id_number: CARD }] }
  const stayed = await orderIn(letting, 'PAID', dayAfter(site, 10))
  const canceled = await order(letting, dayAfter(site, 12))
  for (const id of [stayed, canceled]) await letting.guest.put(path(id), guests)
  await letting.guest.put(`/orders/${canceled}/status`, { action: 'cancel' })
  const left = async () =>
    (
      await site.database.kysely
        .selectFrom('order_guests')
        .select('order_id')
        .where('order_id', 'in', [stayed, canceled])
        .execute()
    ).map((row) => row.order_id)
  await prune()
  expect(await left()).toEqual([stayed])
  site.clock.advance({ days: 40 })
  await sweep(site)
  await prune()
  expect(await left()).toEqual([stayed])
  site.clock.advance({ days: 1 })
  await prune()
  expect(await left()).toEqual([])
})
