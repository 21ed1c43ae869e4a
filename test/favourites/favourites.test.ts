import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addHouse } from '../harness/people.ts'
import { type Member, openSite, type Site } from '../harness/site.ts'

let site: Site
let host: Member
let house_ids: number[]
beforeAll(async () => {
  site = await openSite()
  host = await site.join('有房子的人')
  house_ids = []
  for (let turn = 0; turn < 24; turn += 1)
    house_ids.push(await site.house(host.person.id, { title: `房子 ${turn}` }))
})
afterAll(() => site.close())

const DONE = { status: 200, errcode: '0' }
const WRONG = { status: 200, errcode: '4103' }
const MISSING = { status: 200, errcode: '4002' }

const houseAt = (place: number) => house_ids[place] as number
const save = (member: Member, house_id: number | string, body: object = {}) =>
  member.put(`/user/favourites/${house_id}`, body)
const drop = (member: Member, house_id: number | string) =>
  member.call('DELETE', `/user/favourites/${house_id}`)
const savedBy = async (member: Member) => (await member.get('/user/favourites')).data
const makeList = async (member: Member, name: string) =>
  (await member.post('/user/lists', { name })).data.list_id as number
const setListed = (house_id: number, listed: boolean) =>
  host.put(`/houses/${house_id}/listing`, { listed })

describe('a house that is saved', () => {
  test('is in the default list, moves, and goes', async () => {
    const guest = await site.join()
    expect(await savedBy(guest)).toEqual({ lists: [], houses: [] })
    for (const place of [0, 1]) {
      expect(await save(guest, houseAt(place))).toMatchObject(DONE)
      site.clock.advance({ minutes: 1 })
    }
    const { lists, houses } = await savedBy(guest)
    expect(lists).toMatchObject([{ name: '', is_default: true, count: 2, share_path: '' }])
    const [{ list_id }] = lists
    expect(houses).toEqual([1, 0].map((place) => ({ house_id: houseAt(place), list_id })))

    const spring = await makeList(guest, '春天去')
    expect((await save(guest, houseAt(0), { list_id: spring })).data).toEqual({ list_id: spring })
    // Saved again, it stays where it is.
    expect((await save(guest, houseAt(0))).data).toEqual({ list_id: spring })
    const shown = (await guest.get(`/user/lists/${spring}`)).data
    expect(shown).toMatchObject({ favourites: [{ house: { title: '房子 0' } }] })

    expect(await drop(guest, houseAt(0))).toMatchObject(DONE)
    expect(await drop(guest, houseAt(0))).toMatchObject({ refusal: 'favourite_missing' })
    expect((await savedBy(guest)).houses).toEqual([{ house_id: houseAt(1), list_id }])
  })

  test('must be one that is shown, in a list of one’s own', async () => {
    const guest = await site.join()
    await setListed(houseAt(2), false)
    const others = await makeList(host, '房东的')
    for (const [house_id, body] of [
      [houseAt(2), {}],
      [999_999, {}],
      [0, {}],
      ['9'.repeat(20), {}],
      [houseAt(1), { list_id: others }],
      [houseAt(1), { list_id: 0 }],
    ] as const)
      expect(await save(guest, house_id, body), String(house_id)).toMatchObject(MISSING)
    for (const list_id of [null, '', 'x', 1.5, [1], {}])
      expect(await save(guest, houseAt(1), { list_id })).toMatchObject(WRONG)
    expect(await savedBy(guest)).toEqual({ lists: [], houses: [] })
    const visitor = site.visitor()
    const none = await visitor.put(`/user/favourites/${houseAt(1)}`, {})
    expect(none).toMatchObject({ errcode: '4101' })
    await setListed(houseAt(2), true)
  })

  test('and is unlisted then tells nothing but that it was saved', async () => {
    const guest = await site.join()
    await save(guest, houseAt(3))
    const [{ list_id }] = (await savedBy(guest)).lists
    const { share_path } = (await guest.call('PUT', `/user/lists/${list_id}/share`)).data
    await setListed(houseAt(3), false)
    const { favourites } = (await guest.get(`/user/lists/${list_id}`)).data
    expect(favourites).toEqual([
      { house_id: houseAt(3), saved_at: expect.any(String), house: null },
    ])
    expect((await site.visitor().get(share_path)).data).toEqual({ name: '', houses: [] })
    const asked = await site.visitor().get(`/favourites?ids=${houseAt(3)},${houseAt(4)},999999`)
    expect(asked.data.houses).toMatchObject([{ house_id: houseAt(4) }])
    expect(JSON.stringify([favourites, asked.data])).not.toContain('房子 3')
    await setListed(houseAt(3), true)
  })

  test('is kept for a visitor until they log in, and then with what they had', async () => {
    const guest = await site.join()
    await save(guest, houseAt(5))
    const merge = (ids: unknown) => guest.post('/user/favourites', { house_ids: ids })
    const sent = [houseAt(7), String(houseAt(6)), houseAt(5), houseAt(7), 999_999, -3]
    expect(await merge(sent)).toMatchObject({ data: { saved: 2 } })
    expect(await merge(sent)).toMatchObject({ data: { saved: 0 } })
    expect((await savedBy(guest)).houses).toHaveLength(3)
    for (const ids of [[], null, 'x', [1.5], [null], Array.from({ length: 501 }, () => 1)])
      expect(await merge(ids)).toMatchObject(WRONG)
    for (const ids of ['', ',', '1,', 'x', '1;2', Array.from({ length: 21 }, () => 1).join(',')])
      expect(await site.visitor().get(`/favourites?ids=${ids}`), ids).toMatchObject(WRONG)
  })
})

describe('a list', () => {
  test('is made, renamed and deleted; its houses go to the default one', async () => {
    const guest = await site.join()
    const list_id = await makeList(guest, '  春天   去 ')
    await save(guest, houseAt(0), { list_id })
    expect((await savedBy(guest)).lists[1]).toMatchObject({ name: '春天 去', count: 1 })
    for (const name of ['春天 去', ' 春天 去'])
      expect(await guest.post('/user/lists', { name })).toMatchObject({ refusal: 'list_known' })
    const rename = (name: unknown) => guest.put(`/user/lists/${list_id}`, { name })
    const bad = ['', ' ', '\u200b', 'a\u0000', '\u202eb', '\u2066b', '一'.repeat(33), null, 5]
    for (const name of bad) {
      expect(await rename(name), String(name)).toMatchObject(WRONG)
      expect(await guest.post('/user/lists', { name })).toMatchObject(WRONG)
    }
    expect(await rename('<b>夏天</b>')).toMatchObject(DONE)
    const [first] = (await savedBy(guest)).lists
    const remove = (id: number) => guest.call('DELETE', `/user/lists/${id}`)
    expect(await remove(first.list_id)).toMatchObject({ refusal: 'list_default' })
    expect(await remove(list_id)).toMatchObject(DONE)
    expect(await remove(list_id)).toMatchObject(MISSING)
    expect((await savedBy(guest)).lists).toMatchObject([{ is_default: true, count: 1 }])
  })

  test('is read page by page, each house once', async () => {
    const guest = await site.join()
    await guest.post('/user/favourites', { house_ids: house_ids.toReversed() })
    const [{ list_id }] = (await savedBy(guest)).lists
    const read: number[] = []
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const { data } = await guest.get(`/user/lists/${list_id}?cursor=${cursor}`)
      read.push(...data.favourites.map((one: { house_id: number }) => one.house_id))
      cursor = data.next_cursor
    }
    expect(read).toEqual(house_ids.toReversed())
    expect(await guest.get(`/user/lists/${list_id}?cursor=1`)).toMatchObject(WRONG)
  })

  test('is shared by a secret link, and by it no longer', async () => {
    const guest = await site.join('分享收藏的人')
    const list_id = await makeList(guest, '春天去')
    await save(guest, houseAt(0), { list_id })
    const share = async () => (await guest.call('PUT', `/user/lists/${list_id}/share`)).data
    const { share_path } = await share()
    expect(share_path).toMatch(/^\/lists\/[\w-]{24}$/)
    expect(await share()).toEqual({ share_path })
    const shown = await site.visitor().get(share_path)
    expect(shown.data).toMatchObject({ name: '春天去', houses: [{ title: '房子 0' }] })
    expect(JSON.stringify(shown.data)).not.toContain(guest.person.name)
    expect(JSON.stringify(shown.data)).not.toContain(guest.person.mobile)
    expect(await guest.call('DELETE', `/user/lists/${list_id}/share`)).toMatchObject(DONE)
    for (const path of [share_path, '/lists/x', `/lists/${'9'.repeat(90)}`, '/lists/%00'])
      expect(await site.visitor().get(path), path).toMatchObject(MISSING)
    expect((await share()).share_path).not.toBe(share_path)
  })

  test('of somebody else is as one that is not there', async () => {
    const [guest, stranger] = [await site.join(), await site.join()]
    const list_id = await makeList(guest, '我的')
    const calls = (id: number) => [
      stranger.get(`/user/lists/${id}`),
      stranger.put(`/user/lists/${id}`, { name: '他的' }),
      stranger.call('DELETE', `/user/lists/${id}`),
      stranger.call('PUT', `/user/lists/${id}/share`),
      stranger.call('DELETE', `/user/lists/${id}/share`),
    ]
    const bodies = async (id: number) =>
      (await Promise.all(calls(id))).map(({ headers: _, ...answer }) => answer)
    const answers = await bodies(list_id)
    expect(answers).toEqual(await bodies(999_999))
    for (const answer of answers) expect(answer).toMatchObject(MISSING)
  })
})

describe('a flood', () => {
  test('of lists and of houses ends where the bound is, also all at once', async () => {
    const guest = await site.join()
    const names = Array.from({ length: 55 }, (_, turn) => `清单 ${turn}`)
    const made = await Promise.all(names.map((name) => guest.post('/user/lists', { name })))
    // The default one counts.
    expect(made.filter(({ errcode }) => errcode === '0')).toHaveLength(49)
    expect(made.find(({ errcode }) => errcode !== '0')).toMatchObject({ refusal: 'lists_full' })

    const { kysely } = site.database
    const many = []
    for (let turn = 0; turn < 498; turn += 1) many.push(await addHouse(kysely, host.person.id))
    await guest.post('/user/favourites', { house_ids: many })
    const answers = await Promise.all(house_ids.slice(0, 6).map((id) => save(guest, id)))
    expect(answers.filter(({ errcode }) => errcode === '0')).toHaveLength(2)
    const refused = answers.find(({ errcode }) => errcode !== '0')
    expect(refused).toMatchObject({ errcode: '4201', refusal: 'favourites_full' })
    const merged = await guest.post('/user/favourites', { house_ids: house_ids.slice(8) })
    expect(merged.data).toEqual({ saved: 0 })
    expect((await savedBy(guest)).houses).toHaveLength(500)
  })
})
