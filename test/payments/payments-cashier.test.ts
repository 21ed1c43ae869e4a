import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dayAfter, type Letting, openLetting, orderIn, statusOf } from '../harness/lettings.ts'
import {
  expectSoundLedger,
  moneyOf,
  paid,
  pressAtCashier,
  returnFromProvider,
  startPayment,
} from '../harness/payments.ts'
import { openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
let order_id: number
let pay_url: string
beforeAll(async () => {
  site = await openSite()
})
beforeEach(async () => {
  letting = await openLetting(site, { title: '小院 <b>"&\'' })
  order_id = await orderIn(letting, 'WAIT_PAYMENT')
  pay_url = await start(letting, order_id)
})
afterEach(() => expectSoundLedger(site))
afterAll(() => site.close())

const start = async ({ guest }: Letting, id: number, device?: string): Promise<string> =>
  (await guest.post(`/orders/${id}/payment`, device ? { device } : {})).data?.pay_url

const press = (action: string, headers?: Record<string, string>) =>
  pressAtCashier(site, pay_url, action, headers)

const page = async (path = pay_url, headers: Record<string, string> = {}) => {
  const answer = await fetch(new URL(path, site.origin), { headers })
  return { status: answer.status, headers: answer.headers, html: await answer.text() }
}

describe('starting a payment', () => {
  test('again gives the same one, at once and on two servers, for a phone and a desk', async () => {
    const other = await site.another()
    const urls = await Promise.all([
      ...Array.from({ length: 5 }, () => start(letting, order_id)),
      start(letting, order_id, 'phone'),
      start(letting, order_id, 'desk'),
    ])
    const elsewhere = await fetch(`${other.origin}/api/v1.0/orders/${order_id}/payment`, {
      method: 'POST',
      headers: { cookie: letting.guest.cookie() ?? '', 'content-type': 'application/json' },
      body: '{}',
    })
    const { data } = (await elsewhere.json()) as { data: { pay_url: string } }
    expect(new Set([...urls, data.pay_url])).toEqual(new Set([pay_url]))
    expect((await moneyOf(site, order_id)).payments).toHaveLength(1)
    await other.close()
  })

  test('is for its guest alone, while it waits for a payment and its time has not passed', async () => {
    const { guest, host } = letting
    const ask = async (who: typeof guest, id: number | string) =>
      (await who.post(`/orders/${id}/payment`, {})).errcode
    expect(await ask(host, order_id)).toBe('4201')
    expect(await ask(await site.join(), order_id)).toBe('4201')
    expect(await ask(guest, 999_999)).toBe('4201')
    expect((await site.visitor().post(`/orders/${order_id}/payment`, {})).errcode).toBe('4101')
    expect((await guest.post(`/orders/${order_id}/payment`, { device: 'watch' })).errcode).toBe(
      '4103',
    )
    for (const status of ['WAIT_ACCEPT', 'PAID', 'REJECTED', 'CANCELED'] as const) {
      const house_id = await site.house(host.person.id)
      expect(await ask(guest, await orderIn({ ...letting, house_id }, status)), status).toBe('4201')
    }
    site.clock.advance({ minutes: 30 })
    expect(await ask(guest, order_id)).toBe('4201')
  })
})

describe('the cashier', () => {
  test('shows what is paid, in the language that is asked for', async () => {
    const zh = await page()
    expect(zh.status).toBe(200)
    expect(zh.html).toContain('<html lang="zh-CN">')
    expect(zh.html).toContain('<p class="amount">¥200</p>')
    expect(zh.html).toMatch(/<dd>12月\d+日 – \d+日 · 1 晚<\/dd>.*<dd>12月1日 \d\d:\d0<\/dd>/s)
    expect(zh.html).toContain('小院 &#60;b&#62;&#34;&#38;&#39;')
    expect(zh.html).not.toContain('<b>')
    const { guest } = letting
    const asked = await guest.post(`/orders/${order_id}/payment`, {}, { 'accept-language': 'en' })
    const { pay_url: english } = asked.data
    expect((await page(english)).html).toContain('<html lang="en">')
    expect((await page(english)).html).toContain('Pay now ¥200<')
    expect((await page(english)).html).toMatch(
      /<dd>\d+\s–\s\d+ Dec · 1 night<\/dd>.*<dd>1 Dec \d\d:\d0<\/dd>/s,
    )
    const bare = english.replace(/&lang=en/, '')
    expect((await page(bare, { 'accept-language': 'en' })).html).toContain('Pay now')
    expect((await page(pay_url, { 'accept-language': 'en' })).html).toContain('确认支付')
  })

  test('runs no scripts, loads nothing from elsewhere and cannot be framed', async () => {
    const { headers, html } = await page()
    const policy = headers.get('content-security-policy') ?? ''
    for (const part of ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"])
      expect(policy).toContain(part)
    expect(policy).not.toContain('unsafe')
    expect(html).not.toMatch(/<script|style=|\son\w+=/)
    const style = await page('/sandbox/cashier.css')
    expect(style.headers.get('content-type')).toMatch(/^text\/css/)
    expect(style.html).toContain('prefers-color-scheme: dark')
  })

  test.each([
    '?',
    '?out_trade_no=',
    '?out_trade_no=x',
    "?out_trade_no=%00'",
    '?out_trade_no=a&out_trade_no=b',
  ])('has no page for %s', async (query) => {
    expect((await page(`/sandbox/cashier${query}`)).status).toBe(404)
  })

  test('pays: the order is PAID before the browser is back, and its return says so', async () => {
    const back = await press('pay')
    expect(await statusOf(site, order_id)).toBe('PAID')
    expect(back.pathname).toBe('/payments/return')
    const answer = await returnFromProvider(site.visitor(), back.search)
    expect(answer).toMatchObject({ errcode: '0', data: { order_id, status: 'PAID' } })
    expect((await page()).html).toContain('支付成功')
  })

  test('takes two presses for one, also at once', async () => {
    await Promise.all([press('pay'), press('pay'), press('pay')])
    expect((await press('pay')).pathname).toBe('/payments/return')
    expect(await moneyOf(site, order_id)).toMatchObject({
      payments: [{ status: 'paid' }],
      inbox: 1,
    })
  })

  test('fails: the order still waits, and can be paid', async () => {
    const back = await press('fail')
    expect(await returnFromProvider(site.visitor(), back.search)).toMatchObject({
      errcode: '0',
      data: { order_id, status: 'WAIT_PAYMENT' },
    })
    expect(await start(letting, order_id)).toBe(pay_url)
    await press('pay')
    expect(await statusOf(site, order_id)).toBe('PAID')
  })

  test('closes: this payment is over, and the next one is another', async () => {
    const back = await press('close')
    expect(await returnFromProvider(site.visitor(), back.search)).toMatchObject({
      data: { status: 'WAIT_PAYMENT' },
    })
    expect((await press('pay')).pathname).toBe('/sandbox/cashier')
    expect((await page()).html).toContain('支付已关闭')
    expect(await statusOf(site, order_id)).toBe('WAIT_PAYMENT')
    const next = await start(letting, order_id)
    expect(next).not.toBe(pay_url)
    pay_url = next
    await press('pay')
    expect(await statusOf(site, order_id)).toBe('PAID')
  })

  test('offers nothing for an order that is over, though a page that was open still pays', async () => {
    await letting.guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
    const { html } = await page()
    expect(html).toContain('无需支付')
    expect(html).not.toContain('<button')
    await press('pay')
    expect((await moneyOf(site, order_id)).refunds).toMatchObject([{ cause: 'late' }])
  })

  test('takes the difference of a change while that waits for it, and offers nothing then', async () => {
    await press('pay')
    const change = async (start_date: string, end_date: string) => {
      const { data } = await letting.guest.post(`/orders/${order_id}/changes`, {
        start_date,
        end_date,
      })
      const at = `/orders/${order_id}/changes/${data.change_id}`
      await letting.host.put(at, { action: 'accept' })
      pay_url = await start(letting, order_id)
      return at
    }
    const withdrawn = await change(dayAfter(site, 2), dayAfter(site, 4))
    expect((await page()).html).toContain('确认支付')
    await letting.guest.put(withdrawn, { action: 'withdraw' })
    expect((await page()).html).not.toContain('<button')
    await press('pay')
    expect((await moneyOf(site, order_id)).refunds).toMatchObject([{ cause: 'late' }])
    await change(dayAfter(site, 2), dayAfter(site, 3))
    await press('pay')
    const { order } = (await letting.guest.get(`/orders/${order_id}`)).data
    expect(order).toMatchObject({ status: 'PAID', end_date: dayAfter(site, 3) })
  })

  test('cannot be pressed by the page of another site, and does nothing for an unknown button', async () => {
    const answer = await fetch(`${site.origin}/sandbox/cashier`, {
      method: 'POST',
      body: new URLSearchParams({ out_trade_no: pay_url.split('=')[1] ?? '', action: 'pay' }),
      headers: { origin: 'https://evil.example' },
    })
    expect(await answer.json()).toMatchObject({ errcode: '4201' })
    expect((await press('steal')).pathname).toBe('/sandbox/cashier')
    expect((await press('__proto__')).pathname).toBe('/sandbox/cashier')
    expect(await statusOf(site, order_id)).toBe('WAIT_PAYMENT')
  })

  test('calls the site that it is part of, whatever the request says of its host', async () => {
    await press('pay', { host: '127.0.0.1:1', 'x-forwarded-host': '169.254.169.254' })
    expect(await statusOf(site, order_id)).toBe('PAID')
  })

  test('still sends the browser back when its notify does not get through', async () => {
    const out_trade_no = new URL(pay_url, site.origin).searchParams.get('out_trade_no') ?? ''
    const unheard = await site.another()
    await unheard.app.server.close()
    const answer = await unheard.app.inject({
      method: 'POST',
      url: '/sandbox/cashier',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ out_trade_no, action: 'pay' }).toString(),
    })
    expect(answer.statusCode).toBe(303)
    expect(await statusOf(site, order_id)).toBe('WAIT_PAYMENT')
    const { search } = new URL(String(answer.headers.location), site.origin)
    expect((await returnFromProvider(site.visitor(), search)).data.status).toBe('PAID')
    await unheard.close()
  })
})

describe('what the browser brings back', () => {
  test('may come before or after the notify, with a question mark, and again and again', async () => {
    const payment = paid(await startPayment(letting, order_id))
    const text = new URLSearchParams(payment).toString()
    for (const search of [text, `?${text}`, text])
      expect(await returnFromProvider(site.visitor(), search)).toMatchObject({
        errcode: '0',
        data: { order_id, status: 'PAID' },
      })
    expect((await moneyOf(site, order_id)).inbox).toBe(1)
  })

  test('is refused when somebody has changed it, when it is empty, and as JSON', async () => {
    const payment = paid(await startPayment(letting, order_id))
    const { guest } = letting
    expect((await returnFromProvider(guest, { ...payment, total_amount: '1.00' })).errcode).toBe(
      '4004',
    )
    expect((await returnFromProvider(guest, '')).errcode).toBe('4103')
    expect(await guest.put('/order/payment', payment)).toMatchObject({
      status: 400,
      errcode: '4103',
    })
    expect(await statusOf(site, order_id)).toBe('WAIT_PAYMENT')
  })
})
