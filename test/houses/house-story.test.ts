import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayAfter, type Letting, openLetting, orderIn } from '../harness/lettings.ts'
import { type Member, openSite, type Site } from '../harness/site.ts'

const STORY = {
  kind: 'courtyard',
  description: '海棠树下的小院。\n\n出门左转到后海。',
  house_rules: '22:00 后请轻声。',
  bedrooms: [
    { room: 'bedroom', beds: [{ bed: 'double', count: 1 }] },
    { room: 'living_room', beds: [{ bed: 'sofa_bed', count: 2 }] },
  ],
} as const
const INSTRUCTIONS = {
  door_code: '2580#',
  wifi_name: 'yard',
  wifi_password: 'haitang',
  arrival: '',
}
const POSITION = { latitude: 39.9418, longitude: 116.3807 }

let site: Site
let letting: Letting
let form: Record<string, unknown>
beforeAll(async () => {
  site = await openSite()
  letting = await openLetting(site)
  const [area] = (await letting.host.get('/areas')).data
  form = {
    title: '鼓楼边的小院',
    price: '200',
    area_id: area.aid,
    address: '东城区鼓楼东大街 1 号',
    room_count: 1,
    acreage: 30,
    unit: '一室',
    capacity: 2,
    beds: '双人床 1 张',
    deposit: 100,
    min_days: 1,
    max_days: 0,
  }
})
afterAll(() => site.close())

const save = (more: object) => letting.host.put(`/houses/${letting.house_id}`, { ...form, ...more })
const shownTo = async (person: Pick<Member, 'get'>) =>
  (await person.get(`/houses/${letting.house_id}`)).data.house
const instructions = async (person: Member) =>
  person.get(`/user/houses/${letting.house_id}/instructions`)

describe('the story of a house', () => {
  test('is told as it was written, and stays where an old form says nothing of it', async () => {
    expect((await save({ ...STORY, position: POSITION, instructions: INSTRUCTIONS })).errcode).toBe(
      '0',
    )
    expect(await shownTo(site.visitor())).toMatchObject(STORY)
    const before = await shownTo(letting.host)
    expect((await save({})).errcode).toBe('0')
    expect(await shownTo(letting.host)).toEqual(before)
    const { arrival: _, ...said } = INSTRUCTIONS
    expect((await instructions(letting.host)).data.instructions).toEqual(said)
    expect((await instructions(letting.guest)).refusal).toBe('not_your_house')
  })

  test('is taken back part by part', async () => {
    const other = await site.house(letting.host.person.id)
    const write = (more: object) => letting.host.put(`/houses/${other}`, { ...form, ...more })
    await write({ ...STORY, position: POSITION, instructions: INSTRUCTIONS })
    await write({ kind: '', description: ' ', bedrooms: [], position: null, instructions: {} })
    const { house } = (await letting.host.get(`/houses/${other}`)).data
    expect(house).toMatchObject({
      kind: '',
      description: '',
      house_rules: STORY.house_rules,
      bedrooms: [],
      position: null,
    })
    const { data } = await letting.host.get(`/user/houses/${other}/instructions`)
    expect(data.instructions).toEqual({})
  })

  test('keeps how guests get in sealed', async () => {
    const { rows } = await sql<{ text: string }>`
      SELECT to_jsonb(house_stories)::text AS text FROM house_stories`.execute(site.database.kysely)
    for (const { text } of rows) expect(text).not.toMatch(/2580|haitang/)
  })

  const LONG = '院'.repeat(5_000)
  test.each<[string, object]>([
    ['a description of 5,001 characters', { description: `${LONG}子` }],
    ['a sign that cannot be seen', { description: 'a\u0007b' }],
    ['a mark that turns the text round', { house_rules: '退\u202e房' }],
    ['a kind that there is not', { kind: 'castle' }],
    [
      'fewer than no beds',
      { bedrooms: [{ room: 'bedroom', beds: [{ bed: 'double', count: -1 }] }] },
    ],
    [
      'a bed that there is not',
      { bedrooms: [{ room: 'bedroom', beds: [{ bed: 'nest', count: 1 }] }] },
    ],
    ['a room without a bed', { bedrooms: [{ room: 'bedroom', beds: [] }] }],
    ['a latitude of 91', { position: { latitude: 91, longitude: 0 } }],
    ['a longitude that is no number', { position: { latitude: 1, longitude: 'x' } }],
    ['a latitude alone', { position: { latitude: 1 } }],
    ['a door code of a page', { instructions: { door_code: 'x'.repeat(65) } }],
  ])('cannot have %s', async (_what, wrong) => {
    const before = await shownTo(letting.host)
    const answer = await save({ title: '改了', ...wrong })
    expect(answer).toMatchObject({ status: 200, errcode: '4103' })
    expect(await shownTo(letting.host)).toEqual(before)
  })

  test('takes 5,000 characters, and what looks like a program as text', async () => {
    const description = `<script>alert(1)</script>${LONG}`.slice(0, 5_000)
    expect((await save({ description })).errcode).toBe('0')
    expect((await shownTo(site.visitor())).description).toBe(description)
    const html = await (await fetch(`${site.origin}/houses/${letting.house_id}`)).text()
    expect(html).not.toContain('<script>alert')
    await save(STORY)
  })
})

describe('the circle around a house', () => {
  const metresBetween = (one: typeof POSITION, other: typeof POSITION) =>
    Math.hypot(
      (one.latitude - other.latitude) * 111_320,
      (one.longitude - other.longitude) * 111_320 * Math.cos((one.latitude * Math.PI) / 180),
    )

  test('is never on it, always around it, and stays where it is', async () => {
    await save({ position: POSITION })
    const { position } = await shownTo(site.visitor())
    expect(position.radius).toBe(500)
    expect(metresBetween(POSITION, position)).toBeGreaterThan(100)
    expect(metresBetween(POSITION, position)).toBeLessThan(500)
    // A host moves the pin to and fro, and lets a second place in the building.
    const moved = { ...POSITION, latitude: POSITION.latitude + 0.0003 }
    await save({ position: moved })
    const after = (await shownTo(site.visitor())).position
    expect(metresBetween(position, after)).toBeLessThan(40)
    await save({ position: POSITION })
    expect((await shownTo(site.visitor())).position).toEqual(position)
    const second = await site.house(letting.host.person.id)
    await letting.host.put(`/houses/${second}`, { ...form, position: POSITION })
    expect((await site.visitor().get(`/houses/${second}`)).data.house.position).toEqual(position)
    expect((await shownTo(letting.host)).position).toEqual({ ...POSITION, radius: 0 })
    await site.database.kysely
      .updateTable('houses')
      .set({ listed: false })
      .where('id', '=', second)
      .execute()
  })

  test('is what a part of the map finds it by', async () => {
    const found = async (bbox: string) => {
      const { errcode, data } = await site.visitor().get(`/houses?bbox=${bbox}`)
      return errcode === '0'
        ? data.houses.map(({ house_id }: { house_id: number }) => house_id)
        : errcode
    }
    const { latitude, longitude } = (await shownTo(site.visitor())).position
    const around = (at: typeof POSITION) =>
      [
        at.longitude - 0.0005,
        at.latitude - 0.0005,
        at.longitude + 0.0005,
        at.latitude + 0.0005,
      ].join()
    expect(await found(around({ latitude, longitude }))).toEqual([letting.house_id])
    expect(await found(around(POSITION))).toEqual([])
    expect(await found('116,39,117,40')).toEqual([letting.house_id])
    expect(await found('')).toContain(letting.house_id)
    for (const wrong of [
      '1,2,3',
      'NaN,39,117,40',
      '116,39,x,40',
      '-181,39,-180,40',
      '116,89,117,91',
      '117,39,116,40',
      '116,40,117,39',
      '0,0,100,50',
      '-180,-90,180,90',
      '1e3,39,117,40',
    ])
      expect([wrong, await found(wrong)]).toEqual([wrong, '4103'])
  })
})

test.each([
  ['东城区鼓楼东大街 1 号', '东城区鼓楼东大街'],
  ['护国寺街２９号院 2 门 101', '护国寺街'],
  ['北新桥三条 8 号楼 402', '北新桥三条'],
  ['后海北沿甲十二号', '后海北沿'],
  ['望京西园四区', '望京西园四区'],
  ['建国路⑨号', '建国路'],
  ['中关村 A-1203', '中关村'],
  ['阳光小区B座', '阳光小区'],
  ['阳光小区（三单元）', '阳光小区'],
  ['十三陵镇，涧头村', '十三陵镇，涧头村'],
  ['12 Houhai North Bank', ''],
  ['Houhai North Bank, Apt. Lotus', 'Houhai North Bank'],
  ['Rose Court #7', 'Rose Court'],
  ['', ''],
])('of the address %j everybody reads %j', async (address, coarse) => {
  const { rows } = await sql<{ coarse: string }>`
    SELECT coarse_of(${address}::text) AS coarse`.execute(site.database.kysely)
  expect(rows[0]?.coarse).toBe(coarse)
})

test('a paid stay can be kept in a calendar, from its first hour to its last', async () => {
  const order_id = await orderIn(letting, 'PAID', dayAfter(site, 2), dayAfter(site, 3))
  const open = (person: Member) =>
    fetch(`${site.origin}/api/v1.0/orders/${order_id}/calendar`, {
      headers: { cookie: person.cookie() ?? '' },
    })
  const answer = await open(letting.guest)
  expect(answer.headers.get('content-type')).toContain('text/calendar')
  expect(answer.headers.get('content-disposition')).toContain(`stay-${order_id}.ics`)
  const text = await answer.text()
  for (const line of [
    'DTSTART:20261203T070000Z',
    'DTEND:20261205T040000Z',
    'SUMMARY:鼓楼边的小院',
    'LOCATION:东城区鼓楼东大街 1 号',
    'GEO:39.9418;116.3807',
  ])
    expect(text).toContain(`${line}\r\n`)
  expect(text).not.toContain('2580')
  expect(await (await open(await site.join())).json()).toMatchObject({ errcode: '4002' })
  const waiting = await orderIn(letting, 'WAIT_PAYMENT', dayAfter(site, 9))
  const unpaid = await letting.guest.get(`/orders/${waiting}/calendar`)
  expect(unpaid.refusal).toBe('action_invalid')
})
