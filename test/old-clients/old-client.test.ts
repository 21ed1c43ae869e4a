import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../harness/client.ts'
import { messagesTo } from '../harness/codes.ts'
import { sendForm } from '../harness/forms.ts'
import { picture } from '../harness/pictures.ts'
import { openSite, type Site } from '../harness/site.ts'

// A client of the first site, page by page: what it sends, and exactly the fields that it reads.
let site: Site
beforeAll(async () => {
  site = await openSite()
  const areas = ['东城区', '西城区'].map((name) => ({ name }))
  await site.database.kysely.insertInto('areas').values(areas).execute()
})
afterAll(() => site.close())

const OK = { status: 200, errcode: '0' }
const PASSWORD = 'secret-of-an-old-client'
const BASIC =
  'address area_name ctime house_id img_url order_count price room_count title user_avatar'
const FULL =
  'acreage address area_name beds capacity comments deposit facilities hid img_urls max_days ' +
  'min_days price room_count title unit user_avatar user_id user_name'
const ORDER = 'amount comment ctime days end_date house_id img_url order_id start_date status title'

/** The named fields of an answer; each of them must be there. */
function read<Fields extends string>(from: Record<string, unknown>, names: string) {
  const fields = names.split(' ')
  for (const field of fields) expect(from, field).toHaveProperty(field)
  return Object.fromEntries(fields.map((name) => [name, from[name]])) as Record<Fields, unknown>
}

async function lookAtImageCode(): Promise<{ id: string; code: string }> {
  const id = randomUUID()
  const image = await fetch(`${site.origin}/api/v1.0/image_codes/${id}`)
  expect(image.headers.get('content-type')).toMatch(/^image\//)
  await image.arrayBuffer()
  return { id, code: (await messagesTo(site, id))[0]?.code ?? '' }
}

async function register(mobile: string): Promise<Client> {
  const client = site.visitor()
  expect(await client.get('/session')).toMatchObject({ errcode: '4101', errmsg: 'false' })

  const { id, code } = await lookAtImageCode()
  const query = `image_code=${code.toLowerCase()}&image_code_id=${id}`
  expect(await client.get(`/sms_codes/${mobile}?${query}`)).toMatchObject({
    ...OK,
    errmsg: '发送成功',
  })
  await site.work()
  const sms_code = (await messagesTo(site, mobile))[0]?.code
  const body = { mobile, sms_code, password: PASSWORD, password2: PASSWORD }
  expect(await client.post('/users', body)).toMatchObject({ ...OK, errmsg: '注册成功' })
  expect(await client.get('/session')).toMatchObject({ errmsg: 'true', data: { name: mobile } })
  return client
}

async function logInAgain(client: Client, mobile: string) {
  expect(await client.call('DELETE', '/session')).toMatchObject(OK)
  expect((await client.get('/user')).errcode).toBe('4101')
  expect(await client.post('/sessions', { mobile, password: PASSWORD })).toMatchObject({
    ...OK,
    errmsg: '登录成功',
  })
}

async function introduce(client: Client, mobile: string) {
  const profile = await client.get('/user')
  expect(read(profile.data, 'user_id name mobile avatar create_time')).toMatchObject({
    name: mobile,
    mobile,
    avatar: '',
  })
  expect((await client.put('/users/name', { name: '老王' })).data).toEqual({ name: '老王' })
  const avatar = await sendForm(client, '/users/avatar', { avatar: await picture(300, 200) })
  expect(avatar).toMatchObject(OK)

  const real = { real_name: '王小爱', id_card: '11010519491231002X' }
  expect((await client.get('/users/auth')).data).toEqual({ real_name: '', id_card: '' })
  expect(await client.post('/users/auth', real)).toMatchObject(OK)
  expect((await client.post('/users/auth', real)).errcode).toBe('4105')
  expect((await client.get('/users/auth')).data).toEqual({
    real_name: '王小爱',
    id_card: '110***********002X',
  })
  return avatar.data.avatar_url as string
}

async function publish(host: Client): Promise<number> {
  const areas = (await host.get('/areas')).data
  expect(areas[0]).toMatchObject({ aid: areas[0].aid, aname: '东城区' })
  const facilities = (await host.get('/facilities')).data
  expect(facilities[0]).toEqual({ id: 1, name: '无线网络', icon: 'wifi' })

  // The form of the old page sends all that is typed as text.
  const published = await host.post('/houses/info', {
    title: '鼓楼边的小院',
    price: '368.5',
    area_id: String(areas[0].aid),
    address: '东城区鼓楼东大街 1 号',
    room_count: '2',
    acreage: '60',
    unit: '两室一厅',
    capacity: '4',
    beds: '双人床 2 张',
    deposit: '200',
    min_days: '1',
    max_days: '0',
    facility: ['1', '3'],
  })
  expect(published).toMatchObject(OK)
  const house_id = published.data.house_id as number
  const sent = { house_image: await picture(1200, 800), house_id: String(house_id) }
  const image = await sendForm(host, '/houses/image', sent)
  expect(image).toMatchObject(OK)
  const shown = await fetch(site.origin + image.data.image_url)
  expect(shown.headers.get('content-type')).toBe('image/webp')

  const [mine] = (await host.get('/user/houses')).data.houses
  expect(read(mine, BASIC)).toMatchObject({ house_id, img_url: image.data.image_url })
  return house_id
}

async function find(guest: Client, house_id: number, avatar: string) {
  const [first] = (await guest.get('/houses/index')).data
  expect(read(first, BASIC)).toMatchObject({ house_id, user_avatar: avatar })

  const days = 'sd=2026-12-10&ed=2026-12-12'
  const aid = (await guest.get('/areas')).data[0].aid
  const { data } = await guest.get(`/houses?aid=${aid}&${days}&sk=price-inc&p=1`)
  expect(read(data, 'total_page current_page')).toEqual({ total_page: 1, current_page: 1 })
  expect(data.houses.map((house: { house_id: number }) => house.house_id)).toEqual([house_id])
  expect(read(data.houses[0], BASIC)).toMatchObject({ price: 36_850, room_count: 2 })

  const page = (await guest.get(`/houses/${house_id}`)).data
  expect(page.user_id).toBe((await guest.get('/session')).data.user_id)
  expect(read(page.house, FULL)).toMatchObject({
    hid: house_id,
    user_name: '老王',
    facilities: [1, 3],
    comments: [],
  })
}

async function book(guest: Client, house_id: number): Promise<number> {
  const stay = { house_id, start_date: '2026-12-10', end_date: '2026-12-12' }
  const placed = await guest.post('/orders', stay)
  expect(placed).toMatchObject({ ...OK, errmsg: '保存订单成功' })
  expect((await guest.post('/orders', stay)).errcode).toBe('4003')
  const found = await guest.get('/houses?sd=2026-12-12&ed=2026-12-13')
  expect(found.data.houses).toEqual([])
  const { taken } = (await guest.get(`/houses/${house_id}/calendar`)).data
  expect(taken).toEqual([{ start_date: '2026-12-10', end_date: '2026-12-12' }])
  return placed.data.order_id
}

test('registers, publishes, searches, books and accepts', async () => {
  const host = await register('13911110001')
  await logInAgain(host, '13911110001')
  const avatar = await introduce(host, '13911110001')
  const house_id = await publish(host)
  const guest = await register('13911110002')
  await find(guest, house_id, avatar)
  const order_id = await book(guest, house_id)

  const orderIn = async (client: Client, role: string) =>
    read((await client.get(`/user/orders?role=${role}`)).data.orders[0], ORDER)
  const order = { order_id, house_id, days: 3, amount: 110_550, comment: '' }
  expect(await orderIn(host, 'landlord')).toMatchObject({ ...order, status: 'WAIT_ACCEPT' })
  expect(await host.put(`/orders/${order_id}/status`, { action: 'accept' })).toMatchObject(OK)
  expect(await orderIn(host, 'landlord')).toMatchObject({ ...order, status: 'WAIT_PAYMENT' })
  expect(await orderIn(guest, 'custom')).toMatchObject({ ...order, status: 'WAIT_PAYMENT' })
  expect((await host.get('/user/orders?role=custom')).data.orders).toEqual([])
})
