import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NO_RULES } from '../../rules/house-rules.ts'
import { dayAfter, type Letting, openLetting } from '../harness/lettings.ts'
import { openSite, type Site } from '../harness/site.ts'

// What a search shows is kept, and never shown any more once something of it has changed, on any
// server.

let site: Site
let another: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
  another = await site.another()
  letting = await openLetting(site, { cover_url: '/files/a.webp' })
})
afterAll(async () => {
  await another.close()
  await site.close()
})

const query = (days: boolean) =>
  days ? `?sd=${dayAfter(site, 20)}&ed=${dayAfter(site, 22)}&capacity=2` : ''
/** As each server tells it, which both have done before. */
const search = async (days = false) => {
  const [answer, other] = await Promise.all(
    [site, another].map((server) => server.visitor().get(`/houses${query(days)}`)),
  )
  expect(other?.data).toEqual(answer?.data)
  return answer?.data.houses
}
const setRules = (rules: object) =>
  letting.host.put(`/user/houses/${letting.house_id}/rules`, { rules: { ...NO_RULES, ...rules } })

const FORM = {
  title: '新名字',
  price: '99',
  area_id: 1,
  address: '新地址',
  room_count: 2,
  acreage: 40,
  unit: '两室',
  capacity: 3,
  beds: '双人床',
  deposit: '0',
  min_days: 1,
  max_days: 0,
  facility: [],
}

test('a house that is edited is found as it is from then on', async () => {
  const area = await sql<{ id: number }>`SELECT id FROM areas LIMIT 1`.execute(site.database.kysely)
  const area_id = area.rows[0]?.id ?? 0
  await search()
  const edited = await letting.host.put(`/houses/${letting.house_id}`, { ...FORM, area_id })
  expect(edited).toMatchObject({ errcode: '0' })
  const shown = { title: '新名字', price: 9_900, address: '新地址', unit: '两室', capacity: 3 }
  expect(await search()).toMatchObject([shown])
  expect(await search(true)).toMatchObject([{ ...shown, amount: 3 * 9_900 }])
  const index = await another.visitor().get('/houses/index')
  expect(index.data).toMatchObject([shown])
})

test('what days cost is what the rules say now', async () => {
  await search(true)
  await setRules({ days: [{ date: dayAfter(site, 21), price: 20_000 }] })
  expect(await search(true)).toMatchObject([{ amount: 2 * 9_900 + 20_000 }])
  await setRules({ fees: { cleaning: 5_000, extra_guest: 0, guests_included: 1 } })
  expect(await search(true)).toMatchObject([{ amount: 3 * 9_900 + 5_000 }])
})

test('rules that limit stays are kept to at once, also where a server of before wrote them', async () => {
  const write = (rules: object) =>
    sql`UPDATE house_rules SET rules = ${JSON.stringify({ ...NO_RULES, ...rules })}::jsonb
      WHERE house_id = ${letting.house_id}`.execute(site.database.kysely)
  expect(await search(true)).toHaveLength(1)
  await write({ weekdays: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, min_days: 4 })) })
  expect(await search(true)).toHaveLength(0)
  // It says no more of these days than the house does.
  await write({
    ranges: [range({ max_days: 5 })],
    days: [{ date: dayAfter(site, 20), min_days: 4 }],
  })
  expect(await search(true)).toHaveLength(0)
  await write({ ranges: [range({ arrive_on: [] })] })
  expect(await search(true)).toHaveLength(0)
  await write({ notice_days: 21 })
  expect(await search(true)).toHaveLength(0)
  await write({ notice_days: 20, window_days: 22, cutoff_hour: 0 })
  expect(await search(true)).toHaveLength(1)
})

const range = (rule: object) => ({
  name: '时段',
  start_date: dayAfter(site, 19),
  end_date: dayAfter(site, 25),
  ...rule,
})

test('a host with another picture, and an area with another name, are shown so', async () => {
  await search()
  await sql`UPDATE areas SET name_en = 'Elsewhere' WHERE id = (
    SELECT area_id FROM houses WHERE id = ${letting.house_id})`.execute(site.database.kysely)
  expect(await search()).toMatchObject([{ area_name_en: 'Elsewhere' }])
})

test('a house that is taken off the list is not found, however many ask at once', async () => {
  const ask = () => site.visitor().get('/houses')
  const before = await Promise.all(Array.from({ length: 20 }, ask))
  expect(before.map(({ data }) => data.houses.length)).toEqual(Array(20).fill(1))
  const asked = ask()
  await letting.host.put(`/houses/${letting.house_id}/listing`, { listed: false })
  const after = await Promise.all(Array.from({ length: 20 }, ask))
  expect(after.map(({ data }) => data.houses.length)).toEqual(Array(20).fill(0))
  expect(await asked).toMatchObject({ errcode: '0' })
  expect(await search()).toEqual([])
})
