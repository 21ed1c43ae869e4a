import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { messagesTo } from '../harness/codes.ts'
import { dayAfter, type Letting, openLetting, order, orderIn } from '../harness/lettings.ts'
import { type Member, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  letting = await openLetting(site)
})

/** What the host sends from the form of the house, with some of it changed. */
async function edit(changes: object = {}): Promise<string> {
  const { host, house_id } = letting
  const { areas, house } = {
    areas: (await host.get('/areas')).data,
    house: (await host.get(`/houses/${house_id}`)).data.house,
  }
  const area = areas.find(({ aname }: { aname: string }) => aname === house.area_name)
  const { title, address, room_count, acreage, unit, capacity, beds, min_days, max_days } = house
  const kept = { title, address, room_count, acreage, unit, capacity, beds, min_days, max_days }
  const answer = await host.put(`/houses/${house_id}`, {
    ...kept,
    area_id: area.aid,
    price: house.price / 100,
    deposit: house.deposit / 100,
    facility: house.facilities,
    ...changes,
  })
  return answer.errcode
}

interface Told {
  readonly order_id: number
  readonly text: string
  readonly changed?: string[]
}

const told = async (person: Member, language = 'zh'): Promise<Told[]> => {
  const { data } = await person.get('/notices', { headers: { 'accept-language': language } })
  return data.notices.filter(({ kind }: { kind: string }) => kind === 'house_changed')
}

describe('a host who edits a house', () => {
  test.each(['WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID'] as const)(
    'tells its guest what changed: %s',
    async (status) => {
      const order_id = await orderIn(letting, status, dayAfter(site, 3))
      expect(await edit({ beds: '单人床 2 张', capacity: 1 })).toBe('0')
      const [notice] = await told(letting.guest)
      expect(notice).toMatchObject({ order_id, changed: ['beds', 'capacity'] })
      expect(notice?.text).toMatch(/^房东修改了您预订的房屋（可住人数、床铺）：鼓楼边的小院，/)
      expect((await told(letting.guest, 'en'))[0]?.text).toMatch(
        /^The host changed the house you booked \(how many it sleeps, beds\): /,
      )
      expect(await told(letting.host)).toEqual([])
    },
  )

  test.each(['WAIT_COMMENT', 'COMPLETE', 'REJECTED', 'CANCELED'] as const)(
    'does not bother who is not to come: %s',
    async (status) => {
      await orderIn(letting, status, dayAfter(site, 3))
      await edit({ title: '换了名字的院子' })
      expect(await told(letting.guest)).toEqual([])
    },
  )

  test('tells nobody of what orders keep, nor where nothing changed', async () => {
    await order(letting, dayAfter(site, 3))
    expect(await edit()).toBe('0')
    expect(await edit({ price: '999', min_days: 2, max_days: 9 })).toBe('0')
    expect(await told(letting.guest)).toEqual([])
  })

  test('tells of facilities that come and go', async () => {
    await order(letting, dayAfter(site, 3))
    const { data } = await letting.host.get('/facilities')
    await edit({ facility: [data[0].id] })
    expect((await told(letting.guest))[0]?.changed).toEqual(['facilities'])
  })

  test('again and again leaves one notice that says all of it', async () => {
    await order(letting, dayAfter(site, 3))
    await edit({ title: '第一个名字' })
    await edit({ unit: '两室一厅' })
    const [notice, ...others] = await told(letting.guest)
    expect([notice?.changed, others]).toEqual([['title', 'unit'], []])
    await letting.guest.put('/notices/read', {})
    await edit({ title: '第二个名字' })
    expect((await told(letting.guest)).map(({ changed }) => changed)).toEqual([
      ['title'],
      ['title', 'unit'],
    ])
  })

  test('tells each of many guests of their own order', async () => {
    const other = { ...letting, guest: await site.join() }
    const mine = [await order(letting, dayAfter(site, 3)), await order(letting, dayAfter(site, 4))]
    const theirs = await order(other, dayAfter(site, 5))
    await edit({ acreage: 12 })
    expect((await told(letting.guest)).map(({ order_id }) => order_id).sort()).toEqual(mine.sort())
    expect((await told(other.guest)).map(({ order_id }) => order_id)).toEqual([theirs])
  })
})

describe('by SMS', () => {
  const texts = async () =>
    (await messagesTo(site, letting.guest.person.mobile))
      .map(({ text }) => text)
      .filter((text) => text.includes('修改了'))

  test('goes where the house is, and nothing else of it', async () => {
    await order(letting, dayAfter(site, 3))
    await edit({ beds: '单人床 2 张' })
    await site.work()
    expect(await texts()).toEqual([])
    await edit({ address: '东城区宝钞胡同 9 号' })
    await site.work()
    expect(await texts()).toEqual([
      expect.stringMatching(/^【爱家租房】房东修改了您预订的房屋（地址、床铺）：鼓楼边的小院/),
    ])
  })

  test('is as bounded as all others', async () => {
    await order(letting, dayAfter(site, 3))
    for (let count = 0; count < 12; count += 1) {
      await edit({ address: `东城区宝钞胡同 ${count} 号` })
      await site.work()
    }
    expect(await texts()).toHaveLength(10)
  })

  test('is not sent where the order is over by then', async () => {
    const order_id = await order(letting, dayAfter(site, 3))
    await edit({ address: '东城区宝钞胡同 9 号' })
    await letting.guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
    await site.work()
    expect(await texts()).toEqual([])
  })
})

test('a server of the version before finds a kind that it knows', async () => {
  await order(letting, dayAfter(site, 3))
  await edit({ title: '换了名字的院子' })
  const { rows } = await sql<{ kind: string; role: string }>`
    SELECT kind, role FROM notices WHERE changed IS NOT NULL
      AND user_id = ${letting.guest.person.id}`.execute(site.database.kysely)
  expect(rows).toEqual([{ kind: 'order_placed', role: 'guest' }])
})
