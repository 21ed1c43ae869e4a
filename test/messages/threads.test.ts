import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sendForm } from '../harness/forms.ts'
import { anotherHouse, type Letting, openLetting, orderIn } from '../harness/lettings.ts'
import { picture } from '../harness/pictures.ts'
import { type Member, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  letting = await openLetting(site)
  // What was sent by tests before counts against nobody.
  site.clock.advance({ minutes: 2 })
})

const ask = ({ guest, house_id }: Letting, text: string, key?: string) =>
  guest.post(`/houses/${house_id}/threads`, { text }, key ? { 'idempotency-key': key } : {})

/** Opens the thread of the letting; answers its id. */
async function open(of = letting, text = '可以停车吗？'): Promise<number> {
  const { data } = await ask(of, text)
  return data.thread_id
}
const write = (who: Member, thread_id: number, text: string, key?: string) =>
  who.post(`/threads/${thread_id}/messages`, { text }, key ? { 'idempotency-key': key } : {})
const messagesOf = async (who: Member, thread_id: number, query = '') =>
  (await who.get(`/threads/${thread_id}/messages${query}`)).data
const textsOf = async (who: Member, thread_id: number) =>
  (await messagesOf(who, thread_id)).messages.map(({ text }: { text: string }) => text)

describe('a thread', () => {
  test('is one for a guest and a house, before an order and with it', async () => {
    const thread_id = await open()
    expect((await ask(letting, '还有，能带狗吗？')).data).toMatchObject({
      thread_id,
      message: { message_id: 2, author: 'guest', mine: true, text: '还有，能带狗吗？' },
    })
    const order_id = await orderIn(letting, 'WAIT_ACCEPT')
    const { data } = await letting.host.post(`/orders/${order_id}/threads`, { text: '欢迎' })
    expect(data).toMatchObject({ thread_id, message: { message_id: 3, author: 'host' } })
    const { data: list } = await letting.guest.get(`/threads?order_id=${order_id}`)
    expect(list.threads).toMatchObject([
      { thread_id, role: 'guest', order: { order_id, status: 'WAIT_ACCEPT' }, unread: 1 },
    ])
    expect(await textsOf(letting.host, thread_id)).toEqual([
      '欢迎',
      '还有，能带狗吗？',
      '可以停车吗？',
    ])
  })

  test('may be begun by the host of an order', async () => {
    const order_id = await orderIn(letting, 'WAIT_ACCEPT')
    const { data } = await letting.host.post(`/orders/${order_id}/threads`, { text: '几点到？' })
    expect(await messagesOf(letting.guest, data.thread_id)).toMatchObject({
      thread: { role: 'guest', unread: 1 },
      messages: [{ author: 'host', mine: false, text: '几点到？' }],
    })
  })

  test('counts what is not read, and tells the other how far it was', async () => {
    const thread_id = await open()
    await write(letting.guest, thread_id, '二')
    await write(letting.guest, thread_id, '三')
    const { host, guest } = letting
    expect((await host.get('/threads')).data).toMatchObject({
      unread: 3,
      threads: [{ thread_id, unread: 3, read_id: 0, last: { text: '三' } }],
    })
    const part = await host.put(`/threads/${thread_id}/read`, { message_id: 2 })
    expect(part.data).toEqual({ unread: 1 })
    expect((await messagesOf(guest, thread_id)).thread.other_read_id).toBe(2)
    // Further than there is, and back, change nothing.
    expect((await host.put(`/threads/${thread_id}/read`, { message_id: 999 })).data.unread).toBe(0)
    expect((await host.put(`/threads/${thread_id}/read`, { message_id: 1 })).data.unread).toBe(0)
    expect((await messagesOf(guest, thread_id)).thread.other_read_id).toBe(3)
  })

  test('is paged to its beginning, and caught up with from any message', async () => {
    const thread_id = await open(letting, '1')
    for (let number = 2; number <= 7; number += 1)
      await write(letting.host, thread_id, String(number))
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await messagesOf(letting.guest, thread_id, `?limit=3${cursor}`)
      seen.push(...page.messages.map(({ text }: { text: string }) => text))
      cursor = page.next_cursor ? `&cursor=${page.next_cursor}` : ''
    } while (cursor)
    expect(seen).toEqual(['7', '6', '5', '4', '3', '2', '1'])
    const behind = await messagesOf(letting.guest, thread_id, '?after=4&limit=2')
    expect(behind.messages.map(({ text }: { text: string }) => text)).toEqual(['5', '6'])
    expect(behind.next_cursor).toBe('6')
    expect((await messagesOf(letting.guest, thread_id, '?after=7')).messages).toEqual([])
  })

  test('stands in the list by its newest message, for both roles together or one', async () => {
    const first = await open()
    site.clock.advance({ minutes: 1 })
    const second = await open(await anotherHouse(letting))
    const own_house = await site.house(letting.guest.person.id)
    site.clock.advance({ minutes: 1 })
    const third = await open({ ...letting, guest: letting.host, house_id: own_house })
    site.clock.advance({ minutes: 1 })
    await write(letting.host, first, '可以')
    const listed = async (query: string) => {
      const { data } = await letting.guest.get(`/threads${query}`)
      const ids = data.threads.map(({ thread_id }: { thread_id: number }) => thread_id)
      return [ids, data.next_cursor] as const
    }
    expect((await listed(''))[0]).toEqual([first, third, second])
    expect((await listed('?role=host'))[0]).toEqual([third])
    expect((await listed('?role=guest'))[0]).toEqual([first, second])
    const [page, cursor] = await listed('?limit=2')
    expect(page).toEqual([first, third])
    expect((await listed(`?limit=2&cursor=${cursor}`))[0]).toEqual([second])
    expect((await listed(`?house_id=${letting.house_id}`))[0]).toEqual([first])
  })
})

describe('a key', () => {
  test('gets the same message again, however often and at once; another text is 422', async () => {
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(letting, '在吗', key)))
    const [{ data: first } = { data: undefined }] = answers
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1)
    expect(first.message.message_id).toBe(1)
    const other = await ask(letting, '在不在', key)
    expect([other.status, other.refusal]).toEqual([422, 'idempotency_reused'])
    // The same text to somebody else is another message, too.
    expect((await ask(await anotherHouse(letting), '在吗', key)).status).toBe(422)
    expect((await letting.guest.get('/threads')).data.threads).toHaveLength(1)
  })

  test('holds for a text in which something is hidden, also once it would not be', async () => {
    const thread_id = await open()
    const key = randomUUID()
    const first = await write(letting.guest, thread_id, '电话 13800138000', key)
    expect(first.data.message).toMatchObject({ text: '电话 ＊＊＊', masked: ['phone'] })
    await orderIn(letting, 'PAID')
    expect((await write(letting.guest, thread_id, '电话 13800138000', key)).data).toEqual(
      first.data,
    )
    expect((await write(letting.guest, thread_id, '电话 13800138001', key)).status).toBe(422)
  })
})

describe('contacts', () => {
  test('are hidden until an order is paid, and what was hidden stays hidden and is kept nowhere', async () => {
    const thread_id = await open(letting, '加我微信 hello_world9 或 139 0013 9000')
    const order_id = await orderIn(letting, 'WAIT_PAYMENT')
    await write(letting.host, thread_id, '后海北沿12号')
    expect(await messagesOf(letting.guest, thread_id)).toMatchObject({
      thread: { shows_contacts: false },
      messages: [
        { text: '＊＊＊', masked: ['address'] },
        { text: '加我微信 ＊＊＊ 或 ＊＊＊', masked: ['phone', 'account'] },
      ],
    })
    const { data } = await letting.guest.get(`/orders/${order_id}`)
    expect(data.order).not.toHaveProperty('host_mobile')
    const rows = await site.database.kysely.selectFrom('messages').selectAll().execute()
    expect(JSON.stringify(rows)).not.toMatch(/hello_world9|139 0013 9000/)
  })

  test('are shown in what is written after the payment, and each sees the other’s mobile', async () => {
    const thread_id = await open(letting, '13800138000')
    const order_id = await orderIn(letting, 'PAID')
    await write(letting.guest, thread_id, '13800138000')
    expect(await textsOf(letting.host, thread_id)).toEqual(['13800138000', '＊＊＊'])
    const orderFor = async (who: Member) => (await who.get(`/orders/${order_id}`)).data.order
    expect((await orderFor(letting.guest)).host_mobile).toBe(letting.host.person.mobile)
    expect(await orderFor(letting.guest)).not.toHaveProperty('guest_mobile')
    expect((await orderFor(letting.host)).guest_mobile).toBe(letting.guest.person.mobile)
    expect(await orderFor(letting.host)).not.toHaveProperty('host_mobile')
    const { data } = await letting.host.get('/user/orders?role=landlord')
    expect(data.orders[0].guest_mobile).toBe(letting.guest.person.mobile)
  })

  test('are hidden again where the paid order is cancelled', async () => {
    const thread_id = await open()
    const order_id = await orderIn(letting, 'PAID')
    await letting.guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
    await write(letting.host, thread_id, '13800138000')
    expect((await textsOf(letting.guest, thread_id))[0]).toBe('＊＊＊')
    const { data } = await letting.guest.get(`/orders/${order_id}`)
    expect(data.order).not.toHaveProperty('host_mobile')
  })
})

describe('pictures', () => {
  test('are shown to the two of the thread, and to nobody else', async () => {
    const thread_id = await open()
    const sent = await sendForm(letting.guest, `/threads/${thread_id}/pictures`, {
      picture: await picture(1_600, 1_200),
    })
    const { picture_url } = sent.data.message
    const see = (who?: Member) =>
      fetch(site.origin + picture_url, { headers: { cookie: who?.cookie() ?? '' } })
    for (const who of [letting.guest, letting.host]) {
      const answer = await see(who)
      expect(answer.headers.get('content-type')).toBe('image/webp')
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100)
    }
    expect(await (await see(await site.join())).json()).toMatchObject({ refusal: 'thread_missing' })
    expect(await (await see()).json()).toMatchObject({ refusal: 'session_required' })
    expect(await textsOf(letting.host, thread_id)).toEqual(['', '可以停车吗？'])
  })

  test('are checked like those of houses, and leave nothing where they are refused', async () => {
    const thread_id = await open()
    const path = `/threads/${thread_id}/pictures`
    const svg = new TextEncoder().encode('<svg><script>alert(1)</script></svg>')
    expect((await sendForm(letting.guest, path, { picture: svg })).refusal).toBe('picture_invalid')
    expect((await sendForm(letting.guest, path, { x: 'y' })).refusal).toBe('params_missing')
    const file = { picture: await picture(64, 64) }
    expect((await sendForm(await site.join(), path, file)).refusal).toBe('thread_missing')
    await letting.host.put(`/threads/${thread_id}/block`, { blocked: true })
    expect((await sendForm(letting.guest, path, file)).refusal).toBe('thread_closed')
    expect((await messagesOf(letting.host, thread_id)).messages).toHaveLength(1)
  })
})

describe('what is refused', () => {
  test('has one answer for a thread of others and for none', async () => {
    const thread_id = await open()
    const stranger = await site.join()
    for (const id of [thread_id, 999_999]) {
      const path = `/threads/${id}`
      const answers = [
        await stranger.get(`${path}/messages`),
        await write(stranger, id, '你好'),
        await stranger.put(`${path}/read`, {}),
        await stranger.put(`${path}/block`, { blocked: true }),
        await stranger.post(`${path}/reports`, { reason: '广告' }),
      ]
      expect(new Set(answers.map(({ refusal }) => refusal))).toEqual(new Set(['thread_missing']))
    }
    const { data } = await stranger.get(`/threads?house_id=${letting.house_id}`)
    expect(data).toEqual({ threads: [], unread: 0 })
    expect((await site.visitor().get('/threads')).refusal).toBe('session_required')
  })

  test('is writing to oneself, to a house that is gone or off the list, and about others’ orders', async () => {
    const { host, guest, house_id } = letting
    expect((await host.post(`/houses/${house_id}/threads`, { text: '我' })).refusal).toBe(
      'message_to_self',
    )
    expect((await guest.post('/houses/999999/threads', { text: '在？' })).refusal).toBe(
      'house_missing',
    )
    const thread_id = await open()
    await host.put(`/houses/${house_id}/listing`, { listed: false })
    const stranger = await site.join()
    expect((await ask({ ...letting, guest: stranger }, '在？')).refusal).toBe('house_missing')
    expect((await write(guest, thread_id, '还在吗')).refusal).toBe('house_unlisted')
    expect((await messagesOf(guest, thread_id)).thread.open).toBe(false)
    // Its host may still explain.
    expect((await write(host, thread_id, '在装修')).errcode).toBe('0')
    await host.put(`/houses/${house_id}/listing`, { listed: true })
    const order_id = await orderIn(letting, 'PAID')
    expect((await stranger.post(`/orders/${order_id}/threads`, { text: '?' })).refusal).toBe(
      'order_missing',
    )
    // Who has an order goes on, whatever becomes of the house.
    await host.put(`/houses/${house_id}/listing`, { listed: false })
    expect((await write(guest, thread_id, '我们几点到都行吗')).errcode).toBe('0')
  })

  test('is text that is too long or empty, however it is empty', async () => {
    const thread_id = await open()
    const refusal = async (text: string) => (await write(letting.guest, thread_id, text)).refusal
    expect(await refusal('')).toBe('params_missing')
    for (const text of [
      '   \n ',
      '\u200b\u200e',
      '\u202e',
      '\u0007',
      'x\u0000',
      '字'.repeat(2_001),
    ])
      expect(await refusal(text), JSON.stringify(text).slice(0, 40)).toBe('params_invalid')
    expect(await refusal('😀'.repeat(100_000))).toBe('body_too_large')
    expect(await refusal('😀'.repeat(2_000))).toBe(undefined)
  })

  test('is more than the bounds allow: new threads a day, messages a minute', async () => {
    const { guest } = letting
    const houses = await Promise.all(
      Array.from({ length: 21 }, () => site.house(letting.host.person.id)),
    )
    const refusals: unknown[] = []
    for (const house_id of houses) refusals.push((await ask({ ...letting, house_id }, '?')).refusal)
    expect(refusals.slice(0, 20)).toEqual(Array(20).fill(undefined))
    expect(refusals[20]).toBe('too_many_threads')
    site.clock.advance({ minutes: 2 })
    // Where there is a thread already, one may go on.
    const [house_id = 0] = houses
    const { data } = await ask({ ...letting, house_id }, '再问一下')
    for (let sent = 1; sent < 30; sent += 1) await write(guest, data.thread_id, String(sent))
    expect((await write(guest, data.thread_id, '31')).refusal).toBe('too_many_messages')
    site.clock.advance({ minutes: 1 })
    expect((await write(guest, data.thread_id, '31')).errcode).toBe('0')
  })
})

test('text stays text; what turns or hides others’ is taken out', async () => {
  const sent =
    '<script>alert(1)</script>\r\n**שלום** \u202eevil\u202c a\u0007b\u0009c\n\n\n\n👩‍👩‍👧 \ud800'
  const thread_id = await open(letting, sent)
  expect(await textsOf(letting.host, thread_id)).toEqual([
    '<script>alert(1)</script>\n**שלום** evil ab c\n\n👩‍👩‍👧 \ufffd',
  ])
})

describe('blocking', () => {
  test('closes every thread of the two, both ways, until it is taken back', async () => {
    const { host, guest } = letting
    const thread_id = await open()
    await host.put(`/threads/${thread_id}/block`, { blocked: true })
    await host.put(`/threads/${thread_id}/block`, { blocked: true })
    expect((await write(guest, thread_id, '?')).refusal).toBe('thread_closed')
    expect((await write(host, thread_id, '!')).refusal).toBe('thread_closed')
    expect((await ask(await anotherHouse(letting), '那这处呢')).refusal).toBe('thread_closed')
    // Who is blocked is not told by whom.
    expect((await messagesOf(guest, thread_id)).thread).toMatchObject({
      open: false,
      blocked: false,
    })
    expect((await messagesOf(host, thread_id)).thread).toMatchObject({ open: false, blocked: true })
    expect((await guest.get('/threads')).data.threads).toHaveLength(1)
    await guest.put(`/threads/${thread_id}/block`, { blocked: false })
    expect((await write(guest, thread_id, '?')).refusal).toBe('thread_closed')
    await host.put(`/threads/${thread_id}/block`, { blocked: false })
    expect((await write(guest, thread_id, '谢谢')).errcode).toBe('0')
  })
})
