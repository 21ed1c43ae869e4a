import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Answer } from '../harness/client.ts'
import { dayAfter, type Letting, openLetting, order } from '../harness/lettings.ts'
import { type Member, NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let other: Site
let host: Member
let area_ids: number[]
let facility_ids: number[]

beforeAll(async () => {
  site = await openSite()
  other = await site.another()
  const { kysely } = site.database
  const areas = ['西城区', '朝阳区'].map((name) => ({ name }))
  area_ids = (await kysely.insertInto('areas').values(areas).returning('id').execute()).map(idOf)
  const { data } = await site.visitor().get('/facilities')
  facility_ids = data.slice(0, 3).map(idOf)
  host = await joinVerified()
})
afterAll(async () => {
  await other.close()
  await site.close()
})
beforeEach(() => site.clock.set(NOON))

const idOf = ({ id }: { id: number }) => id

async function joinVerified(born = '19491231'): Promise<Member> {
  const member = await site.join()
  await site.database.kysely
    .updateTable('users')
    .set({ real_name: '王小爱', id_card: `110105${born}${member.person.mobile.slice(-4)}` })
    .where('id', '=', member.person.id)
    .execute()
  return member
}

const form = (changes: object = {}) => ({
  title: '什刹海旁 安静四合院小屋',
  price: '368.50',
  area_id: area_ids[0],
  address: '西城区后海北沿 12 号',
  room_count: 1,
  acreage: 42,
  unit: '一室一厅',
  capacity: 2,
  beds: '双人床：2×1.8 米 ×1 张',
  deposit: 200,
  min_days: 2,
  max_days: 30,
  facility: facility_ids.slice(0, 2),
  ...changes,
})

const publish = async (changes: object = {}): Promise<number> => {
  const { errcode, data } = await host.post('/houses/info', form(changes))
  expect(errcode).toBe('0')
  return data.house_id
}

const show = async (house_id: number, from = site) =>
  (await from.visitor().get(`/houses/${house_id}`)).data.house

describe('publishing a house', () => {
  test('makes a page that shows what was sent, with money in fen', async () => {
    const house_id = await publish()
    expect(await show(house_id)).toEqual({
      hid: house_id,
      user_id: host.person.id,
      user_name: '匿名用户',
      title: '什刹海旁 安静四合院小屋',
      price: 36_850,
      area_name: '西城区',
      area_name_en: '',
      acreage: 42,
      unit: '一室一厅',
      capacity: 2,
      beds: '双人床：2×1.8 米 ×1 张',
      deposit: 20_000,
      room_count: 1,
      address: '西城区后海北沿',
      min_days: 2,
      max_days: 30,
      check_in: '15:00',
      check_out: '12:00',
      user_avatar: '',
      img_urls: [],
      srcsets: [],
      listed: true,
      facilities: facility_ids.slice(0, 2),
      kind: '',
      description: '',
      house_rules: '',
      bedrooms: [],
      position: null,
      address_exact: false,
      rating: null,
      comment_count: 0,
      comments: [],
    })
  })

  test('takes numbers as text, and the ids of facilities more than once', async () => {
    const texts = {
      price: '0.01',
      area_id: String(area_ids[1]),
      room_count: '3',
      acreage: '80',
      capacity: '6',
      deposit: '0',
      min_days: '1',
      max_days: '0',
      facility: [String(facility_ids[2]), facility_ids[2]],
    }
    expect(await show(await publish(texts))).toMatchObject({
      price: 1,
      area_name: '朝阳区',
      room_count: 3,
      acreage: 80,
      capacity: 6,
      deposit: 0,
      min_days: 1,
      max_days: 0,
      facilities: [facility_ids[2]],
    })
  })

  test('needs no facilities', async () => {
    expect(await show(await publish({ facility: undefined }))).toMatchObject({ facilities: [] })
  })

  test.each([
    ['a price with three decimals', { price: 1.234 }, 'price'],
    ['a price with three decimals, as text', { price: '1.234' }, 'price'],
    ['a price of nothing', { price: 0 }, 'price'],
    ['a price below nothing', { price: -1 }, 'price'],
    ['a price that no stay could be paid with', { price: 1e12 }, 'price'],
    ['a deposit that is no number', { deposit: '多' }, 'deposit'],
    ['no title', { title: '' }, 'title'],
    ['a blank title', { title: '　 ' }, 'title'],
    ['a title of 65 characters', { title: '长'.repeat(65) }, 'title'],
    ['too many rooms', { room_count: 100 }, 'room_count'],
    ['too many rooms, as text', { room_count: '100' }, 'room_count'],
    ['no guests', { capacity: '0' }, 'capacity'],
    ['part of a guest', { capacity: 1.5 }, 'capacity'],
    ['stays of no days', { min_days: 0 }, 'min_days'],
    ['a longest stay below the shortest', { min_days: 3, max_days: '2' }, 'max_days'],
    ['a facility that is no number', { facility: ['空调'] }, undefined],
    ['an area that is no number', { area_id: '西城区' }, 'area_id'],
  ])('refuses %s', async (_what, changes, field) => {
    const { errcode, data } = await host.post('/houses/info', form(changes))
    expect(errcode).toBe('4103')
    if (field) expect(data.field).toBe(field)
  })

  test('names what is missing', async () => {
    const { errcode, errmsg, data } = await host.post('/houses/info', {})
    expect({ errcode, errmsg }).toEqual({ errcode: '4103', errmsg: '参数不完整' })
    expect(data.problem).toBe('required')
  })

  test('refuses areas and facilities that there are not', async () => {
    for (const area_id of [999_999, 0, -1, '9007199254740993'])
      expect(await host.post('/houses/info', form({ area_id }))).toMatchObject({
        errcode: '4002',
        errmsg: '城区不存在',
      })
    for (const facility of [[999_999], [...facility_ids, 0]])
      expect(await host.post('/houses/info', form({ facility }))).toMatchObject({
        errcode: '4002',
        errmsg: '设施不存在',
      })
  })

  test('is for people with a proved name, which is looked at last', async () => {
    const member = await site.join()
    const answers = [
      await member.post('/houses/info', form({ title: '' })),
      await member.post('/houses/info', form({ area_id: 999_999 })),
      await member.post('/houses/info', form()),
      await site.visitor().post('/houses/info', form()),
    ]
    expect(answers.map(({ errcode }) => errcode)).toEqual(['4103', '4002', '4105', '4101'])
  })

  test('is for adults, also where a child was verified long ago', async () => {
    const child = await joinVerified('20081202')
    expect(await child.post('/houses/info', form())).toMatchObject({
      status: 200,
      errcode: '4105',
      refusal: 'under_age',
    })
    site.clock.advance({ days: 1 })
    expect((await child.post('/houses/info', form())).errcode).toBe('0')
  })
})

describe('editing a house', () => {
  test('shows on every server at the next read', async () => {
    const house_id = await publish()
    await Promise.all([show(house_id), show(house_id, other)])
    const changes = { title: '新名字', price: 99, facility: [facility_ids[2]], max_days: 0 }
    expect((await host.put(`/houses/${house_id}`, form(changes))).errcode).toBe('0')
    for (const server of [site, other])
      expect(await show(house_id, server)).toMatchObject({
        title: '新名字',
        price: 9_900,
        facilities: [facility_ids[2]],
        max_days: 0,
      })
  })

  test('is refused for what is missing, not theirs, or wrong, in this order', async () => {
    const house_id = await publish()
    const stranger = await joinVerified()
    const wrong = { area_id: 999_999, facility: [999_999] }
    const answers = [
      await stranger.put('/houses/999999', form({ title: '' })),
      await stranger.put('/houses/999999', form()),
      await stranger.put(`/houses/${house_id}`, form(wrong)),
      await host.put(`/houses/${house_id}`, form(wrong)),
      await host.put(`/houses/${house_id}`, form({ facility: [999_999] })),
    ]
    expect(answers.map(({ errcode, errmsg }) => [errcode, errmsg])).toEqual([
      ['4103', '参数不完整'],
      ['4002', '房屋不存在'],
      ['4105', '不是您的房屋'],
      ['4002', '城区不存在'],
      ['4002', '设施不存在'],
    ])
    expect(await show(house_id)).toMatchObject({ title: form().title, price: 36_850 })
  })

  test('leaves the price of orders as it was', async () => {
    const guest = await site.join()
    const house_id = await publish()
    const [first, last] = [dayAfter(site, 3), dayAfter(site, 4)]
    await order({ site, host, guest, house_id }, first, last)
    await host.put(`/houses/${house_id}`, form({ price: 1 }))
    expect((await guest.get('/user/orders')).data.orders[0]).toMatchObject({ amount: 73_700 })
  })

  test('many at once leave one of them whole', async () => {
    const house_id = await publish()
    const editions = [0, 1, 2].map((n) =>
      form({ title: `第 ${n} 版`, price: n + 1, facility: [facility_ids[n]] }),
    )
    const answers = await Promise.all(
      editions.map((edition) => host.put(`/houses/${house_id}`, edition)),
    )
    expect(answers.map(({ errcode }) => errcode)).toEqual(['0', '0', '0'])
    const { title, price, facilities } = await show(house_id)
    const winner = Number(title.split(' ')[1])
    expect({ price, facilities }).toEqual({
      price: (winner + 1) * 100,
      facilities: [facility_ids[winner]],
    })
  })

  test('a renamed area shows too', async () => {
    const house_id = await publish({ area_id: area_ids[1] })
    await Promise.all([show(house_id), show(house_id, other)])
    const rename = (name: string, name_en: string) =>
      site.database.kysely
        .updateTable('areas')
        .set({ name, name_en })
        .where('id', '=', area_ids[1] as number)
        .execute()
    await rename('朝阳新区', 'New Chaoyang')
    for (const server of [site, other])
      expect(await show(house_id, server)).toMatchObject({
        area_name: '朝阳新区',
        area_name_en: 'New Chaoyang',
      })
    await rename('朝阳区', '')
  })
})

describe('taking a house off the list', () => {
  let letting: Letting
  beforeEach(async () => {
    letting = await openLetting(site, { cover_url: '/files/cover.webp', order_count: 1_000_000 })
  })

  const setListed = (listed: unknown, { host, house_id } = letting) =>
    host.put(`/houses/${house_id}/listing`, { listed })

  const found = async (path: string, from = site): Promise<boolean> => {
    const { data } = await from.visitor().get(path)
    const houses: { house_id: number }[] = data.houses ?? data
    return houses.some(({ house_id }) => house_id === letting.house_id)
  }

  const told = ({ headers, ...answer }: Answer) => answer

  /** What a person is told of the house, or of what is below its address. */
  const askAs = (person: Member | undefined, below = '', from = site) =>
    from.visitor().get(`/houses/${letting.house_id}${below}`, {
      headers: { cookie: person?.cookie() ?? '' },
    })

  test('leaves it to its host and to who has an order there, on every server', async () => {
    const { host, guest } = letting
    await order(letting, dayAfter(site, 2))
    const stranger = await site.join()
    // Kept by each server as everybody may see it.
    for (const server of [site, other]) await askAs(undefined, '', server)
    await setListed(false)
    for (const server of [site, other])
      for (const below of ['', '/calendar']) {
        const missing = await server.visitor().get(`/houses/999999${below}`)
        expect(missing.errcode).toBe('4002')
        for (const person of [undefined, stranger])
          expect(told(await askAs(person, below, server))).toEqual(told(missing))
        for (const person of [host, guest])
          expect((await askAs(person, below, server)).errcode).toBe('0')
      }
    const stay = { start_date: dayAfter(site, 5), end_date: dayAfter(site, 5) }
    const placed = await stranger.post('/orders', { house_id: letting.house_id, ...stay })
    const nowhere = await stranger.post('/orders', { house_id: 999_999, ...stay })
    expect(told(placed)).toEqual(told(nowhere))
    await setListed(true)
    expect((await askAs(undefined)).data.house.listed).toBe(true)
  })

  test('hides it from search and index on every server, and shows it again', async () => {
    for (const listed of [false, true]) {
      expect((await setListed(listed)).errcode).toBe('0')
      for (const server of [site, other]) {
        expect(await found('/houses', server)).toBe(listed)
        expect(await found('/houses/index', server)).toBe(listed)
        expect((await askAs(letting.host, '', server)).data.house).toMatchObject({ listed })
      }
      const own = (await letting.host.get('/user/houses')).data.houses
      expect(own).toMatchObject([{ house_id: letting.house_id, listed }])
    }
  })

  test('keeps its orders and takes no new ones', async () => {
    const { guest, house_id } = letting
    await order(letting, dayAfter(site, 2))
    await setListed(false)
    const day = dayAfter(site, 5)
    const refused = await guest.post('/orders', { house_id, start_date: day, end_date: day })
    expect(refused).toMatchObject({ errcode: '4002', errmsg: '房屋已下架' })
    expect((await guest.get('/user/orders')).data.orders).toHaveLength(1)
    const { taken } = (await guest.get(`/houses/${house_id}/calendar`)).data
    expect(taken).toHaveLength(1)
  })

  test('is up to its host', async () => {
    const { guest, host, house_id } = letting
    const answers = [
      await host.put(`/houses/${house_id}/listing`, {}),
      await setListed('false'),
      await host.put('/houses/999999/listing', { listed: false }),
      await guest.put(`/houses/${house_id}/listing`, { listed: false }),
      await site.visitor().put(`/houses/${house_id}/listing`, { listed: false }),
    ]
    expect(answers.map(({ errcode }) => errcode)).toEqual(['4103', '4103', '4002', '4105', '4101'])
    expect(await found('/houses')).toBe(true)
  })
})

test('a host sees their houses, newest first', async () => {
  const member = await joinVerified()
  const ids: number[] = []
  for (const title of ['一', '二', '三'])
    ids.unshift((await member.post('/houses/info', form({ title }))).data.house_id)
  const { houses } = (await member.get('/user/houses')).data
  expect(houses.map(({ house_id }: { house_id: number }) => house_id)).toEqual(ids)
  expect(houses[0]).toEqual({
    house_id: ids[0],
    title: '三',
    price: 36_850,
    area_name: '西城区',
    area_name_en: '',
    img_url: '',
    room_count: 1,
    order_count: 0,
    address: '西城区后海北沿 12 号',
    user_avatar: '',
    ctime: '2026-12-01 12:00:00',
    img_srcset: '',
    pictures: [],
    rating: null,
    unit: '一室一厅',
    capacity: 2,
    position: null,
    listed: true,
  })
  expect((await (await site.join()).get('/user/houses')).data).toEqual({ houses: [] })
  expect((await site.visitor().get('/user/houses')).errcode).toBe('4101')
})

test('areas and facilities are what the database holds now', async () => {
  const lists = async (from: Site) => {
    const visitor = from.visitor()
    const [areas, facilities] = [await visitor.get('/areas'), await visitor.get('/facilities')]
    return { areas: areas.data, facilities: facilities.data }
  }
  const before = await lists(site)
  expect(before.areas).toContainEqual(
    expect.objectContaining({ aid: area_ids[0], aname: '西城区' }),
  )
  expect(before.facilities).toContainEqual({ id: facility_ids[0], name: '无线网络', icon: 'wifi' })
  await site.database.kysely.insertInto('areas').values({ name: '怀柔区' }).execute()
  await site.database.kysely
    .insertInto('facilities')
    .values({ name: '壁炉', icon: 'fire' })
    .execute()
  for (const server of [site, other]) {
    const { areas, facilities } = await lists(server)
    expect(areas.at(-1).aname).toBe('怀柔区')
    expect(facilities.at(-1)).toMatchObject({ name: '壁炉', icon: 'fire' })
  }
})
