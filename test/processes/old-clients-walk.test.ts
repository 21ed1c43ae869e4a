import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { picture } from '../harness/pictures.ts'
import { type Serving, serveIhome } from '../harness/process.ts'
import { createTestDatabaseUrl } from '../harness/site.ts'
import { OldBrowser } from '../old-clients/old-browser.ts'

// The whole life of two stays, page by page as clients of the old site do it, on a site that an
// operator has started. The pages know neither errcode nor any status but 200.
const CLIENT_PAGE = 'https://m.example.com/payComplete.html'
let site: Serving
let database: pg.Client

beforeAll(async () => {
  const url = await createTestDatabaseUrl()
  database = new pg.Client(url)
  await database.connect()
  await database.query("INSERT INTO areas (name) VALUES ('东城区'), ('西城区')")
  site = await serveIhome({
    DATABASE_URL: url,
    SESSION_SECRET: 'a secret that only this process knows',
    PAYMENT_RETURN_URL: CLIENT_PAGE,
  })
})
afterAll(async () => {
  await site.stop()
  await database.end()
})

const done = { errno: '0' }
const PASSWORD = 'lao-ke-hu-duan'

async function register(mobile: string): Promise<OldBrowser> {
  const page = new OldBrowser(site.origin)
  const image_code_id = OldBrowser.newImageCodeId()
  await (await page.open(`/api/v1.0/image_codes/${image_code_id}`)).arrayBuffer()
  const image_code = (await page.readMessage(image_code_id)) ?? ''
  const asked = { image_code, image_code_id }
  expect(await page.ajax({ url: `/sms_codes/${mobile}`, data: asked })).toMatchObject(done)
  await expect.poll(() => page.readMessage(mobile)).toBeDefined()
  const sms_code = await page.readMessage(mobile)
  const form = { mobile, sms_code, password: PASSWORD }
  expect(await page.json('POST', '/users', form)).toMatchObject(done)
  return page
}

async function publish(host: OldBrowser): Promise<number> {
  expect((await host.ajax({ url: '/user/auth' })).data.id_card).toBe('')
  const real = { real_name: '王小爱', id_card: '11010519491231002X' }
  expect(await host.json('POST', '/user/auth', real)).toMatchObject(done)
  const { data: areas } = await host.ajax({ url: '/areas' })
  const { data: facilities } = await host.ajax({ url: '/facilities' })
  const info = {
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
    facility: [String(facilities[0].id)],
  }
  const { errno, data } = await host.json('POST', '/houses', info)
  expect(errno).toBe('0')
  const image: [string, Uint8Array<ArrayBuffer>] = ['house_image', await picture(600, 400)]
  const shown = await host.submit('/houses/image', image, { house_id: String(data.house_id) })
  expect((await host.open(shown.data.image_url)).status).toBe(200)
  return data.house_id
}

const dayAfter = (days: number): string =>
  new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10)

async function book(guest: OldBrowser, house_id: number, first: number): Promise<number> {
  const stay = {
    house_id: String(house_id),
    start_date: dayAfter(first),
    end_date: dayAfter(first + 1),
  }
  const { errno, data } = await guest.json('POST', '/orders', stay)
  expect(errno).toBe('0')
  // The page's words for days that are taken hang on this number.
  expect((await guest.json('POST', '/orders', stay)).errno).toBe('4004')
  return data.order_id
}

const orderIn = async (page: OldBrowser, role: string, order_id: number) => {
  const { data } = await page.ajax({ url: '/orders', data: { role } })
  return data.orders.find((order: { order_id: number }) => order.order_id === order_id)
}

/** Pays at the cashier; the query that the provider sends the browser back to the client with. */
async function pay(guest: OldBrowser, order_id: number): Promise<string> {
  const { errno, data } = await guest.ajax({ url: `/orders/${order_id}/payment`, type: 'POST' })
  expect(errno).toBe('0')
  const out_trade_no = new URL(data.pay_url, site.origin).searchParams.get('out_trade_no') ?? ''
  const pressed = await guest.open('/sandbox/cashier', {
    method: 'POST',
    body: new URLSearchParams({ out_trade_no, lang: 'zh', action: 'pay' }),
  })
  const back = new URL(pressed.headers.get('location') ?? '')
  expect(back.origin + back.pathname).toBe(CLIENT_PAGE)
  return back.search
}

test('two stays are lived through with the pages of an old client', async () => {
  const host = await register('13911110001')
  expect(await host.json('PUT', '/user/name', { name: '老王' })).toMatchObject(done)
  expect(await host.submit('/user/avatar', ['avatar', await picture(300, 200)])).toMatchObject(done)
  const house_id = await publish(host)

  const guest = await register('13911110002')
  expect((await guest.json('PUT', '/user/name', { name: '老王' })).errno).toBe('4001')
  expect(await guest.ajax({ url: '/sessions', type: 'DELETE' })).toMatchObject(done)
  expect((await guest.ajax({ url: '/sessions' })).errno).toBe('4101')
  const login = { mobile: '13911110002', password: PASSWORD }
  expect(await guest.json('POST', '/session', login)).toMatchObject(done)

  const days = { aid: ' 1 ', sd: dayAfter(20), ed: dayAfter(21), sk: 'new', p: '1' }
  const { data: found } = await guest.ajax({ url: '/houses', data: days })
  expect(found.houses.map((house: { house_id: number }) => house.house_id)).toEqual([house_id])
  const { data: detail } = await guest.ajax({ url: `/house/${house_id}` })
  expect(detail.house).toMatchObject({ title: '鼓楼边的小院', user_name: '老王', price: 36_850 })

  const unwanted = await book(guest, house_id, 20)
  const refusing = { action: 'reject', reason: '那几天自己住' }
  expect(await host.json('PUT', `/orders/${unwanted}/status`, refusing)).toMatchObject(done)
  expect(await orderIn(guest, 'custom', unwanted)).toMatchObject({
    status: 'REJECTED',
    comment: '那几天自己住',
  })

  const order_id = await book(guest, house_id, 20)
  expect((await orderIn(host, 'landlord', order_id)).status).toBe('WAIT_ACCEPT')
  expect(await host.json('PUT', `/orders/${order_id}/status`, { action: 'accept' })).toMatchObject(
    done,
  )
  const search = await pay(guest, order_id)
  expect(await guest.ajax({ url: '/order/payment', type: 'PUT', data: search })).toMatchObject(done)
  expect((await orderIn(guest, 'custom', order_id)).status).toBe('PAID')

  // The stay goes by; the server's own sweep notices.
  await database.query("UPDATE orders SET due_at = now() - interval '1 hour' WHERE id = $1", [
    order_id,
  ])
  const status = async () => (await orderIn(guest, 'custom', order_id)).status
  await expect.poll(status).toBe('WAIT_COMMENT')
  const words = { order_id: String(order_id), comment: '很干净，离地铁近。' }
  expect(await guest.json('PUT', `/orders/${order_id}/comment`, words)).toMatchObject(done)
  expect(await status()).toBe('COMPLETE')
  const { data: after } = await guest.ajax({ url: `/house/${house_id}` })
  expect(after.house.comments[0]).toMatchObject({ comment: '很干净，离地铁近。' })
})

test('the return page of the old site leads to the client’s, and nowhere else', async () => {
  const page = new OldBrowser(site.origin)
  const sent = await page.open(
    '/payComplete.html?out_trade_no=1&sign=a%2Bb&next=https://evil.example',
  )
  expect(sent.status).toBe(302)
  const to = new URL(sent.headers.get('location') ?? '')
  expect(to.origin + to.pathname).toBe(CLIENT_PAGE)
  expect(to.searchParams.get('sign')).toBe('a+b')
})
