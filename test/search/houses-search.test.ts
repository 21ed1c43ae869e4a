import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WIDEST_BOOKING_LIMITS } from '../../server/availability/settings.ts'
import { dayAfter, openLetting, order } from '../harness/lettings.ts'
import { type ModelHouse, type ModelQuestion, searchModel } from '../harness/search-model.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let host_id: number
beforeAll(async () => {
  site = await openSite()
  host_id = (await site.join()).person.id
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.set(NOON)
  await sql`DELETE FROM house_facilities`.execute(site.database.kysely)
  await sql`DELETE FROM held_nights`.execute(site.database.kysely)
  await sql`DELETE FROM orders`.execute(site.database.kysely)
  await sql`DELETE FROM houses`.execute(site.database.kysely)
})

const day = (days: number) => dayAfter(site, days)

const search = async (question: Record<string, unknown> = {}) => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(question)) query.set(name, String(value))
  const { status, errcode, data } = await site.visitor().get(`/houses?${query}`)
  expect(status).toBe(200)
  return { errcode, ...data }
}
const idsOf = (houses: { house_id: number }[]) => houses.map(({ house_id }) => house_id)
const foundBy = async (question: Record<string, unknown>) => idsOf((await search(question)).houses)

const hold = (house_id: number, first: number, last: number) =>
  sql`
    INSERT INTO held_nights (house_id, nights, order_id)
    VALUES (${house_id}, daterange(${day(first)}, ${day(last)}, '[]'), 0)`.execute(
    site.database.kysely,
  )

/** So many houses, numbered from 1. */
const addHouses = (count: number) =>
  sql`
    INSERT INTO houses (host_id, area_id, title, price_fen, order_count, created_at)
    SELECT ${host_id}, min(areas.id), '第 ' || n || ' 处', 100 * (n % 3), n % 4, now()
    FROM areas, generate_series(1, ${count}::int) AS n GROUP BY n ORDER BY n`.execute(
    site.database.kysely,
  )

describe('searching', () => {
  test('finds nothing where there is nothing', async () => {
    expect(await search()).toEqual({ errcode: '0', total_page: 0, current_page: 1, houses: [] })
  })

  test('shows what a list shows', async () => {
    const house_id = await site.house(host_id, {
      cover_url: '/files/a.webp',
      order_count: 3,
      created_at: new Date(NOON),
    })
    expect((await search()).houses).toEqual([
      {
        house_id,
        title: '鼓楼边的小院',
        price: 20_000,
        area_name: '东城区',
        area_name_en: '',
        img_url: '/files/a.webp',
        room_count: 1,
        order_count: 3,
        address: '东城区鼓楼东大街',
        user_avatar: '',
        ctime: '2026-12-01 12:00:00',
        img_srcset: '',
        pictures: [],
        unit: '一室',
        capacity: 2,
        position: null,
        rating: null,
      },
    ])
  })

  test('shows up to four pictures behind the cover, in their order', async () => {
    const house_id = await site.house(host_id)
    const names = [0, 1, 2, 3, 4, 5].map((place) => `/files/${place}.webp`)
    await site.database.kysely
      .insertInto('house_images')
      .values(names.map((url, position) => ({ house_id, url, position })))
      .execute()
    const [house] = (await search()).houses
    await site.database.kysely.deleteFrom('house_images').execute()
    expect(house.pictures.map(({ url }: { url: string }) => url)).toEqual(names.slice(1, 5))
  })

  test('finds houses that are free on every day', async () => {
    const house_id = await site.house(host_id)
    await hold(house_id, 10, 12)
    const free = async (question: object) =>
      (await foundBy(question as Record<string, unknown>)).length === 1
    expect(await free({ sd: day(7), ed: day(9) })).toBe(true)
    expect(await free({ sd: day(13), ed: day(13) })).toBe(true)
    expect(await free({ sd: day(7), ed: day(10) })).toBe(false)
    expect(await free({ sd: day(12), ed: day(13) })).toBe(false)
    expect(await free({ sd: day(1), ed: day(30) })).toBe(false)
    // With one of the two, that day.
    expect(await free({ sd: day(9) })).toBe(true)
    expect(await free({ sd: day(10), ed: '' })).toBe(false)
    expect(await free({ ed: day(12), sd: '' })).toBe(false)
    expect(await free({ ed: day(13) })).toBe(true)
    expect(await free({ sd: '', ed: '' })).toBe(true)
  })

  test('sees an order, and its end, at once', async () => {
    const letting = await openLetting(site)
    const order_id = await order(letting, day(3))
    expect(await foundBy({ sd: day(3) })).toEqual([])
    await letting.guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
    expect(await foundBy({ sd: day(3) })).toEqual([letting.house_id])
  })

  test('takes what is empty as not given, and an unknown order for the newest', async () => {
    await addHouses(3)
    const all = await foundBy({})
    const empty = { aid: '', sd: '', ed: '', sk: '', p: '', q: ' ', facility: '', capacity: '' }
    expect(await foundBy({ ...empty, price_min: '', price_max: '' })).toEqual(all)
    for (const sk of ['oldest', 'toString', '__proto__']) expect(await foundBy({ sk })).toEqual(all)
    expect(await search({ p: 0 })).toMatchObject({ current_page: 1 })
  })

  test.each([
    ['sd=2027-01-02&ed=2027-01-01'],
    ['sd=2027-02-30'],
    ['ed=2027-1-1'],
    ['sd=0000-01-01'],
    ['sd=2027-01-01&ed=x'],
    ['sd=2027-01-01&sd=2027-01-02'],
    ['aid=x'],
    ['p=-1'],
    ['price_min=1.5'],
    ['facility=1,,2'],
    ['q=%00'],
  ])('refuses %s', async (query) => {
    expect((await site.visitor().get(`/houses?${query}`)).errcode).toBe('4103')
  })

  test('lists a house only for as many days as it takes', async () => {
    const house_id = await site.house(host_id, { min_days: 3, max_days: 5 })
    const lists = async (days: number) =>
      (await foundBy({ sd: day(10), ed: day(9 + days) })).includes(house_id)
    expect([await lists(2), await lists(3), await lists(5), await lists(6)]).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(await foundBy({ sd: day(10) })).toEqual([])
    expect(await foundBy({})).toEqual([house_id])
  })

  test('lists nothing for days gone by, nor beyond what can be booked yet', async () => {
    const house_id = await site.house(host_id)
    const nothing = { errcode: '0', total_page: 0, current_page: 1, houses: [] }
    expect(await search({ sd: day(-1), ed: day(1) })).toEqual(nothing)
    expect(await search({ sd: '0001-01-01', ed: '9999-12-31' })).toEqual(nothing)
    const { window_days } = WIDEST_BOOKING_LIMITS
    expect(await foundBy({ sd: day(0), ed: day(window_days) })).toEqual([house_id])
    expect(await foundBy({ sd: day(window_days), ed: day(window_days + 1) })).toEqual([])
    // Today ends at the site's midnight.
    site.clock.set('2026-12-01T15:59:59Z')
    expect(await foundBy({ sd: '2026-12-01' })).toEqual([house_id])
    site.clock.set('2026-12-01T16:00:00Z')
    expect(await foundBy({ sd: '2026-12-01' })).toEqual([])
  })

  test('finds text of any length, whatever its case', async () => {
    const loft = await site.house(host_id, { title: '后海 LOFT 小院', address: '西城区 A路%内' })
    const yard = await site.house(host_id, { title: '大院', address: '朝阳区小路' })
    for (const [q, ids] of [
      ['院', [yard, loft]],
      ['小', [yard, loft]],
      ['小院', [loft]],
      ['大院', [yard]],
      ['院大', []],
      ['loft', [loft]],
      [' Loft 小 ', [loft]],
      ['a路%', [loft]],
      ['%', [loft]],
      ['_', []],
      ['朝阳区小路', [yard]],
      // Not across the two texts.
      ['小院西城', []],
      ['院朝', []],
      ['🏠', []],
    ] as const)
      expect([q, await foundBy({ q })]).toEqual([q, ids])
  })
})

describe('words', () => {
  test('must all be met, in the title or the address', async () => {
    const yard = await site.house(host_id, { title: '什刹海旁 四合院', address: '西城区' })
    await site.house(host_id, { title: '四合院', address: '东城区' })
    for (const q of ['四合院 什刹海', '什刹海　四合院', '西城 四合', '院 海'])
      expect([q, await foundBy({ q })]).toEqual([q, [yard]])
    expect(await foundBy({ q: '四合院 什刹海 东城' })).toEqual([])
  })

  test.each([
    ['wide letters by narrow ones', 'ＷｉＦｉ 齐全', 'wifi'],
    ['narrow letters by wide ones', 'WiFi 齐全', 'ＷＩＦＩ'],
    ['a unit by its letters', '42㎡', 'M2'],
    ['simplified by traditional ones', '后海小院', '後海'],
    ['traditional by simplified ones', '後海邊的四合院', '后海 边的'],
    ['traditional by other traditional ones', '峯巒民宿', '峰巒'],
  ])('find %s', async (_what, title, q) => {
    const house_id = await site.house(host_id, { title })
    expect(await foundBy({ q })).toEqual([house_id])
    expect(await foundBy({ q: `${q}x` })).toEqual([])
  })

  test('are looked for in the text as it was changed', async () => {
    const house_id = await site.house(host_id, { title: '後海' })
    const rename = (title: string) =>
      site.database.kysely.updateTable('houses').set({ title }).where('id', '=', house_id).execute()
    await rename('什剎海')
    expect(await foundBy({ q: '后海' })).toEqual([])
    expect(await foundBy({ q: '什刹海' })).toEqual([house_id])
  })

  test.each([
    ['more than 10 words', '一 二 三 四 五 六 七 八 九 十 百'],
    ['more than 64 letters', '长'.repeat(65)],
    // One letter that stands for 18.
    ['more than 64 letters once they are folded', '\uFDFA'.repeat(4)],
  ])('are not %s', async (_what, q) => {
    expect((await search({ q })).errcode).toBe('4103')
  })
})

test('the largest search allowed is answered, and finds what has all of it', async () => {
  const { kysely } = site.database
  const names = Array.from({ length: 30 }, (_, index) => `设施 ${index}`)
  const facilities = await kysely
    .insertInto('facilities')
    .values(names.map((name) => ({ name, icon: '' })))
    .returning('id')
    .execute()
  const words = Array.from({ length: 10 }, (_, index) => `第${index}个词甲乙丙`)
  const title = words.join(' ')
  const [all, most] = [await site.house(host_id, { title }), await site.house(host_id, { title })]
  const give = (house_id: number, count: number) =>
    kysely
      .insertInto('house_facilities')
      .values(facilities.slice(0, count).map(({ id }) => ({ house_id, facility_id: id })))
      .execute()
  await Promise.all([give(all, 30), give(most, 29)])
  const facility = facilities.map(({ id }) => id).join(',')
  const q = words.map((word) => word.slice(0, 5)).join(' ')
  const rest = { sd: day(1), ed: day(3), price_min: 0, price_max: 999_999_999, capacity: 1 }
  expect(await foundBy({ facility, q, ...rest })).toEqual([all])
  expect((await search({ facility: `${facility},1` })).errcode).toBe('4103')
  await kysely.deleteFrom('house_facilities').where('house_id', '=', all).execute()
  expect(await foundBy({ facility, q, ...rest })).toEqual([])
})

describe('pages', () => {
  const walk = async (question: Record<string, unknown>) => {
    const ids: number[] = []
    for (let p = 1; ; p += 1) {
      const { total_page, current_page, houses } = await search({ ...question, p })
      expect(current_page).toBe(p)
      ids.push(...idsOf(houses))
      if (p >= total_page) return { ids, total_page }
    }
  }

  test.each(['new', 'booking', 'price-inc', 'price-des'])(
    'of the order %s hold every house once',
    async (sk) => {
      await addHouses(45)
      const { ids, total_page } = await walk({ sk })
      expect(total_page).toBe(3)
      expect(new Set(ids).size).toBe(45)
      const prices = (await search({ sk })).houses.map(({ price }: { price: number }) => price)
      if (sk === 'price-inc') expect(prices).toEqual(prices.toSorted())
      if (sk === 'price-des') expect(prices).toEqual(prices.toSorted().reverse())
    },
  )

  test('are counted exactly at their edges, and empty beyond', async () => {
    for (const [more, pages] of [
      [20, 1],
      [1, 2],
      [19, 2],
    ] as const) {
      await addHouses(more)
      expect((await search()).total_page).toBe(pages)
      expect((await search({ sd: day(1) })).total_page).toBe(pages)
    }
    expect(await search({ p: 3 })).toMatchObject({ total_page: 2, current_page: 3, houses: [] })
    expect(await search({ p: 999_999_999 })).toMatchObject({ total_page: 2, houses: [] })
  })

  test('go as far as 50', async () => {
    await addHouses(1_050)
    expect(await search({ p: 50 })).toMatchObject({ total_page: 50 })
    expect((await search({ p: 50 })).houses).toHaveLength(20)
    expect(await search({ p: 51 })).toMatchObject({ total_page: 50, current_page: 51, houses: [] })
  })

  test('are never fewer than can be turned to, however many houses are taken', async () => {
    await addHouses(1_200)
    await sql`
      INSERT INTO held_nights (house_id, nights, order_id)
      SELECT id, daterange(${day(1)}, ${day(1)}, '[]'), 0 FROM houses
      ORDER BY id DESC LIMIT 1100`.execute(site.database.kysely)
    // None of the first thousand is free; the hundred behind them are found all the same.
    expect((await search({ sd: day(1) })).total_page).toBe(2)
    const { ids } = await walk({ sd: day(1) })
    expect(new Set(ids).size).toBe(100)
  })
})

test('the most booked with a cover are recommended', async () => {
  const ids: number[] = []
  for (const order_count of [5, 1, 4, 4, 2, 3])
    ids.push(await site.house(host_id, { order_count, cover_url: '/files/a.webp' }))
  await site.house(host_id, { order_count: 9 })
  await site.house(host_id, { order_count: 9, cover_url: '/files/a.webp', listed: false })
  const { data } = await site.visitor().get('/houses/index')
  expect(idsOf(data)).toEqual([ids[0], ids[3], ids[2], ids[5], ids[4]])
  expect(data[0]).toMatchObject({ order_count: 5, img_url: '/files/a.webp' })
})

const DAYS = 20
const question = fc.record<ModelQuestion>(
  {
    aid: fc.nat(2),
    sd: fc.integer({ min: -2, max: DAYS }),
    ed: fc.nat(DAYS),
    sk: fc.constantFrom('new', 'booking', 'price-inc', 'price-des'),
    price_min: fc.nat(4),
    price_max: fc.nat(4),
    capacity: fc.nat(4),
    facility: fc.uniqueArray(fc.nat(2), { maxLength: 2 }),
    q: fc.constantFrom('院', '小院', '海', '海小', 'A路', 'a'),
  },
  { requiredKeys: [] },
)
const house = fc.record({
  aid: fc.nat(2),
  price: fc.nat(4),
  booked: fc.nat(2),
  capacity: fc.integer({ min: 1, max: 4 }),
  listed: fc.constantFrom(true, true, true, false),
  facility: fc.uniqueArray(fc.nat(2)),
  min_days: fc.constantFrom(1, 1, 2),
  max_days: fc.constantFrom(0, 0, 3),
  title: fc.constantFrom('小院', '后海小院', '大院', '海'),
  address: fc.constantFrom('号角', 'A路', '海边'),
  stays: fc.array(fc.record({ first: fc.nat(DAYS), days: fc.integer({ min: 1, max: 5 }) }), {
    maxLength: 5,
  }),
})

test('any search finds what a plain reading of all houses finds', async () => {
  const { kysely } = site.database
  const areas = await kysely
    .insertInto('areas')
    .values(['甲区', '乙区', '丙区'].map((name) => ({ name })))
    .returning('id')
    .execute()
  const facilities = await kysely
    .insertInto('facilities')
    .values(['子', '丑', '寅'].map((name) => ({ name, icon: '' })))
    .returning('id')
    .execute()
  const areaOf = (n: number) => (areas[n] as { id: number }).id
  const facilityOf = (n: number) => (facilities[n] as { id: number }).id

  const add = async (traits: Omit<ModelHouse, 'id' | 'held'> & { stays: Stay[] }) => {
    const id = await site.house(host_id, {
      area_id: areaOf(traits.aid),
      price_fen: traits.price,
      order_count: traits.booked,
      capacity: traits.capacity,
      listed: traits.listed,
      title: traits.title,
      address: traits.address,
      min_days: traits.min_days,
      max_days: traits.max_days,
    })
    for (const n of traits.facility)
      await kysely
        .insertInto('house_facilities')
        .values({ house_id: id, facility_id: facilityOf(n) })
        .execute()
    const held = new Set<number>()
    for (const { first, days } of traits.stays) {
      const nights = Array.from({ length: days }, (_, index) => first + index)
      if (nights.some((night) => held.has(night))) continue
      for (const night of nights) held.add(night)
      await hold(id, first, first + days - 1)
    }
    return { ...traits, id, held }
  }

  const asked = (one: ModelQuestion) => ({
    ...one,
    ...(one.aid !== undefined && { aid: areaOf(one.aid) }),
    ...(one.sd !== undefined && { sd: day(one.sd) }),
    ...(one.ed !== undefined && { ed: day(one.ed) }),
    ...(one.facility && { facility: one.facility.map(facilityOf).join(',') }),
  })

  await fc.assert(
    fc.asyncProperty(
      fc.array(house, { maxLength: 30 }),
      fc.array(question, { minLength: 8, maxLength: 8 }),
      async (traits, questions) => {
        await sql`DELETE FROM house_facilities`.execute(kysely)
        await sql`DELETE FROM held_nights`.execute(kysely)
        await sql`DELETE FROM houses`.execute(kysely)
        const houses: ModelHouse[] = []
        for (const one of traits) houses.push(await add(one))
        for (const one of questions) {
          const { errcode, total_page, houses: shown } = await search(asked(one))
          const wanted = searchModel(houses, one)
          if (wanted === 'dates_invalid') expect(errcode).toBe('4103')
          else {
            const pages = Math.ceil(wanted.length / 20)
            expect({ total_page, ids: idsOf(shown) }).toEqual({
              total_page: pages,
              ids: wanted.slice(0, 20),
            })
          }
        }
      },
    ),
    { numRuns: 12 },
  )
})

interface Stay {
  readonly first: number
  readonly days: number
}
