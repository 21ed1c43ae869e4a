import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { API_PREFIX } from '../../contract/route.ts'
import { messagesTo } from '../harness/codes.ts'
import { anotherHouse, dayAfter, type Letting, openLetting, order } from '../harness/lettings.ts'
import { type Member, NOON, openSite, type Site } from '../harness/site.ts'
import { headerOf, type MailServer, openMailServer, partsOf } from '../harness/smtp-server.ts'

const BASE = 'https://stay.example.com'
const FROM = '爱家租房 <no-reply@stay.example.com>'
const ENGLISH = { 'accept-language': 'en' }

let server: MailServer
let site: Site
beforeAll(async () => {
  server = await openMailServer()
  site = await openSite({
    mail: { provider: 'smtp', url: server.url, from: FROM, base_url: BASE },
  })
})
afterAll(async () => {
  await site.close()
  await server.close()
})
beforeEach(async () => {
  site.clock.set(NOON)
  server.received.length = 0
  server.refuse(undefined)
  await site.database.kysely.deleteFrom('counted_tries').execute()
})

const tokenIn = (text: string) => /\/mail\/\w+\?token=([\w.-]+)/.exec(text)?.[1] ?? ''
const confirm = (token: string) => site.visitor().post('/mail/confirm', { token })

/** Sets an address and opens the link that came. */
async function withMail(member: Member, address: string, headers = {}): Promise<void> {
  expect(await member.put('/user/mail', { address }, headers)).toMatchObject({ errcode: '0' })
  await site.work()
  const [text = ''] = partsOf(server.received.splice(0)[0] as never)
  expect(await confirm(tokenIn(text))).toMatchObject({ errcode: '0' })
}

const unsubscribe = (token: string) =>
  fetch(`${site.origin}${API_PREFIX}/mail/unsubscribe?token=${token}`, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  })

describe('an address', () => {
  test('counts once its link was opened, in a day and once', async () => {
    const member = await site.join()
    const address = 'xiaoai+home@example.com'
    expect((await member.get('/user/mail')).data).toEqual({
      available: true,
      subscribed: true,
      refused: false,
    })
    await member.put('/user/mail', { address })
    await site.work()
    const [mail] = server.received
    expect(mail).toMatchObject({ from: 'no-reply@stay.example.com', to: [address] })
    const [text = '', html = ''] = partsOf(mail as never)
    expect(text).toMatch(/https:\/\/stay\.example\.com\/mail\/confirm\?token=[\w-]{43}/)
    expect(html).toContain(tokenIn(text))
    expect((await member.get('/user/mail')).data).toMatchObject({ pending: address })

    expect(await confirm('x'.repeat(43))).toMatchObject({ refusal: 'mail_link_expired' })
    const token = tokenIn(text)
    expect(await confirm(token)).toMatchObject({ errcode: '0' })
    expect(await confirm(token)).toMatchObject({ errcode: '4002' })
    expect((await member.get('/user/mail')).data).toEqual({
      available: true,
      subscribed: true,
      refused: false,
      address,
    })

    // The next one takes its place when it is confirmed, not before; a day is enough for that.
    await member.put('/user/mail', { address: 'other@example.com' })
    await site.work()
    const next = tokenIn(partsOf(server.received.at(-1) as never)[0] ?? '')
    expect((await member.get('/user/mail')).data).toMatchObject({
      address,
      pending: 'other@example.com',
    })
    site.clock.advance({ days: 1 })
    expect(await confirm(next)).toMatchObject({ refusal: 'mail_link_expired' })
    expect((await member.get('/user/mail')).data).toMatchObject({ address })
    await member.call('DELETE', '/user/mail')
    expect((await member.get('/user/mail')).data).not.toHaveProperty('address')
  })

  test.each([
    'a@example.com\r\nBcc: b@example.com',
    'a@example.com\nX: y',
    'a@example.com, b@example.com',
    '"a" <a@example.com>',
    'a@localhost',
    'a b@example.com',
    `${'a'.repeat(65)}@example.com`,
    '',
  ])('%j is none', async (address) => {
    const member = await site.join()
    expect(await member.put('/user/mail', { address })).toMatchObject({ errcode: '4103' })
    await site.work()
    expect(server.received).toEqual([])
  })

  test('is sent three links a day, whoever names it, and a person asks five times', async () => {
    const set = (member: Member, address: string) => member.put('/user/mail', { address })
    for (let sent = 0; sent < 3; sent += 1)
      expect(await set(await site.join(), 'flood@example.com')).toMatchObject({ errcode: '0' })
    const member = await site.join()
    expect(await set(member, 'Flood@example.com')).toMatchObject({
      errcode: '4201',
      refusal: 'mails_spent',
    })
    for (let sent = 0; sent < 4; sent += 1)
      expect(await set(member, `a${sent}@example.com`)).toMatchObject({ errcode: '0' })
    expect(await set(member, 'a9@example.com')).toMatchObject({ refusal: 'mails_spent' })
    await site.work()
  })
})

describe('what is told by mail', () => {
  let letting: Letting
  beforeEach(async () => {
    letting = await openLetting(site, { title: '鼓楼\r\nBcc: evil@example.com' })
  })

  test('is what is told by SMS, in the reader’s language, once, and nothing answers it', async () => {
    const { host, guest } = letting
    await withMail(host, 'host@example.com', ENGLISH)
    await order(letting, dayAfter(site, 3))
    await site.work()
    await site.work()
    expect(server.received).toHaveLength(1)
    const [mail] = server.received as [never]
    expect((mail as { to: string[] }).to).toEqual(['host@example.com'])
    expect(headerOf(mail, 'subject')).toBe('[ihome] New order')
    expect(headerOf(mail, 'auto-submitted')).toBe('auto-generated')
    expect(headerOf(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(headerOf(mail, 'bcc')).toBeUndefined()
    expect(headerOf(mail, 'from')).toBe(FROM)
    const [text, html] = partsOf(mail)
    expect(text).toContain('New order')
    expect(text).toMatch(/https:\/\/stay\.example\.com\/orders\/\d+/)
    expect(html).toContain('lang="en"')
    // The guest has no address, and is told as before.
    expect((await guest.get('/user/mail')).data).not.toHaveProperty('address')
    expect(await messagesTo(site, host.person.mobile)).toHaveLength(1)
  })

  test('ends with one click, by a link that this site alone can make', async () => {
    const { host } = letting
    await withMail(host, 'stop@example.com')
    await order(letting, dayAfter(site, 3))
    await site.work()
    const mail = server.received[0] as never
    const link = headerOf(mail, 'list-unsubscribe')?.slice(1, -1) ?? ''
    expect(link).toMatch(/^https:\/\/stay\.example\.com\/api\/v1\.0\/mail\/unsubscribe\?token=/)
    const token = new URL(link).searchParams.get('token') ?? ''
    const other = await site.join()
    const forged = token.replace(/^\d+/, String(other.person.id))
    expect(await (await unsubscribe(forged)).json()).toMatchObject({ refusal: 'mail_link_expired' })
    expect(await (await unsubscribe(token)).json()).toMatchObject({ errcode: '0' })
    expect((await host.get('/user/mail')).data).toMatchObject({ subscribed: false })

    await order(await anotherHouse(letting), dayAfter(site, 4))
    await site.work()
    expect(server.received).toHaveLength(1)
    // What is told of the account comes all the same, and cannot be ended.
    await host.post('/user/export')
    await site.work()
    await site.work()
    expect(headerOf(server.received[1] as never, 'subject')).toBe('【爱家租房】您的数据已导出')
    expect(headerOf(server.received[1] as never, 'list-unsubscribe')).toBeUndefined()
    await host.put('/user/mail/subscription', { subscribed: true })
    expect((await host.get('/user/mail')).data).toMatchObject({ subscribed: true })
  })

  test('is tried again where the server is busy, and never where there is no such mailbox', async () => {
    const { host } = letting
    await withMail(host, 'gone@example.com')
    await order(letting, dayAfter(site, 3))
    server.refuse(450)
    await site.work()
    expect((await host.get('/user/mail')).data).toMatchObject({ refused: false })
    expect(server.received).toEqual([])

    await order(await anotherHouse(letting), dayAfter(site, 4))
    server.refuse(550)
    await site.work()
    expect((await host.get('/user/mail')).data).toMatchObject({ refused: true })
    server.refuse(undefined)
    await order(await anotherHouse(letting), dayAfter(site, 5))
    await site.work()
    expect(server.received).toEqual([])
    // Confirmed again, it is tried again.
    await withMail(host, 'gone@example.com')
    await order(await anotherHouse(letting), dayAfter(site, 6))
    await site.work()
    expect(server.received).toHaveLength(1)
    expect(site.logged.filter((line) => line.includes('gone@example.com'))).toEqual([])
  })

  test('is twenty mails an hour to one person at most', async () => {
    const { host } = letting
    await withMail(host, 'busy@example.com')
    for (let placed = 0; placed < 22; placed += 1)
      await order(await anotherHouse(letting), dayAfter(site, 3 + placed))
    await site.work()
    expect(server.received).toHaveLength(20)
  })
})

test('without a server mail goes to the outbox, and a site in use offers none', async () => {
  const trying = await openSite()
  const member = await trying.join()
  await member.put('/user/mail', { address: 'me@example.com' })
  await trying.work()
  const [message] = await messagesTo(trying, 'me@example.com')
  expect(message).toMatchObject({ kind: 'mail' })
  expect(message?.text).toMatch(/请确认您的邮箱[\s\S]*\/mail\/confirm\?token=/)
  const page = await (await fetch(`${trying.origin}/dev/outbox`)).text()
  expect(page).toMatch(/<a href="\/mail\/confirm\?token=/)
  const without = await trying.another({ mail: { provider: 'none', base_url: '' } })
  const back = without.visitor()
  const headers = { cookie: member.cookie() ?? '' }
  expect((await back.get('/user/mail', { headers })).data).toMatchObject({ available: false })
  expect(await back.put('/user/mail', { address: 'me@example.com' }, headers)).toMatchObject({
    refusal: 'mail_off',
  })
  await without.close()
  await trying.close()
})
