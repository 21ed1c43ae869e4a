import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { API_PREFIX } from '../../contract/route.ts'
import { runChecks } from '../../server/platform/database/checks.ts'
import { ROOMS } from '../../server/rooms.ts'
import { messagesTo, receiveSms } from '../harness/codes.ts'
import { dumpFiles, dumpRows } from '../harness/dump.ts'
import { sendForm } from '../harness/forms.ts'
import { anotherHouse, dayAfter, openLetting, order, orderIn } from '../harness/lettings.ts'
import { postAllStays } from '../harness/payments.ts'
import { PASSWORD } from '../harness/people.ts'
import { picture } from '../harness/pictures.ts'
import { readZip } from '../harness/read-zip.ts'
import { type Member, openSite, type Site } from '../harness/site.ts'

const data_dir = mkdtempSync(join(tmpdir(), 'ihome-leaving-'))
let site: Site
beforeAll(async () => {
  site = await openSite({ data_dir })
})
afterAll(async () => {
  await site.close()
  rmSync(data_dir, { recursive: true })
})

const ID_CARD = '11010519491231002X'
const MAIL = 'leaving@example.com'
const REAL_NAME = '欧阳消失'
const files = () => dumpFiles(join(data_dir, 'files'))

const download = (who: { cookie(): string | undefined }, export_id: number) =>
  fetch(`${site.origin}${API_PREFIX}/user/export/${export_id}`, {
    headers: { cookie: who.cookie() ?? '' },
  })

async function withPictures(host: Member, house_id: number): Promise<void> {
  const bytes = await picture(400, 300)
  await sendForm(host, '/houses/image', { house_image: bytes, house_id: String(house_id) })
  await sendForm(host, '/users/avatar', { avatar: bytes })
}

test('a copy has everything about a person, for that person alone, for three days', async () => {
  const letting = await openLetting(site, { title: '要导出的房屋' })
  const { host, guest, house_id } = letting
  await withPictures(host, house_id)
  await orderIn(letting, 'COMPLETE')
  await postAllStays(site)

  const asked = await host.post('/user/export')
  expect(asked).toMatchObject({ errcode: '0' })
  expect(await host.post('/user/export')).toMatchObject({ refusal: 'export_too_soon' })
  const { export_id } = asked.data
  expect((await download(host, export_id)).headers.get('content-type')).toMatch(/json/)
  await site.work()

  const [made] = (await host.get('/user/export')).data.exports
  expect(made).toMatchObject({ export_id, ready: true })
  const { notices } = (await host.get('/notices')).data
  expect(notices[0]).toMatchObject({ kind: 'export_ready', title: '' })

  const answer = await download(host, export_id)
  expect(answer.headers.get('content-type')).toBe('application/zip')
  const zip = readZip(Buffer.from(await answer.arrayBuffer()))
  const listOf = (name: string) => JSON.parse(zip.get(`${name}.json`)?.toString() ?? '')
  expect(listOf('profile')).toMatchObject([{ mobile: host.person.mobile }])
  expect(listOf('houses')).toMatchObject([{ title: '要导出的房屋' }])
  expect(listOf('orders-as-host')).toMatchObject([{ status: 'COMPLETE', comment: '很干净' }])
  expect(listOf('orders-as-guest')).toEqual([])
  expect(listOf('ledger').length).toBeGreaterThan(0)
  // Who the guest is, is the guest's.
  expect([...zip.values()].join('')).not.toContain(guest.person.mobile)
  const pictures = [...zip].filter(([name]) => name.startsWith('pictures/'))
  expect(pictures).toHaveLength(2)
  for (const [, bytes] of pictures) expect(bytes.subarray(8, 12).toString()).toBe('WEBP')

  // The file tells nothing where it lies, and nobody else is given it.
  const [sealed] = files().filter(({ name }) => name.includes('exports'))
  expect(sealed?.bytes.includes(host.person.mobile)).toBe(false)
  expect(sealed?.bytes.subarray(0, 2).toString()).not.toBe('PK')
  const none = await guest.get('/user/export/999999')
  expect(none).toMatchObject({ errcode: '4002', refusal: 'export_missing' })
  expect((await guest.get(`/user/export/${export_id}`)).errmsg).toBe(none.errmsg)
  expect((await site.visitor().get(`/user/export/${export_id}`)).errcode).toBe('4101')

  site.clock.advance({ days: 3 })
  expect(await host.get(`/user/export/${export_id}`)).toMatchObject({ errcode: '4002' })
  await site.tidy()
  expect(files().filter(({ name }) => name.includes('exports'))).toEqual([])
})

test('three copies are made in a day', async () => {
  const member = await site.join()
  for (let made = 0; made < 3; made += 1) {
    expect(await member.post('/user/export')).toMatchObject({ errcode: '0' })
    await site.work()
  }
  expect(await member.post('/user/export')).toMatchObject({
    errcode: '4201',
    refusal: 'export_too_soon',
  })
})

test('an account stays while a stay, a payment or money owed is open, and says which', async () => {
  const letting = await openLetting(site)
  const { guest, host } = letting
  await order(letting, dayAfter(site, 20))
  const stay = [{ kind: 'stay', count: 1 }]
  for (const person of [guest, host]) {
    expect(await person.call('DELETE', '/user')).toMatchObject({
      errcode: '4201',
      refusal: 'account_in_use',
      data: { holds: stay },
    })
    expect((await person.get('/user/deletion')).data.holds).toEqual(stay)
  }
  // Nothing of it was done.
  expect(await host.get('/session')).toMatchObject({ errcode: '0' })

  const other = await anotherHouse(letting)
  await orderIn(other, 'PAID')
  expect((await host.get('/user/deletion')).data.holds).toEqual([
    { kind: 'stay', count: 2 },
    { kind: 'payment', count: 1 },
  ])
})

test('logging in within seven days keeps the account', async () => {
  const member = await site.join()
  const { mobile, id } = member.person
  const house_id = await site.house(id)
  const asked = await member.call('DELETE', '/user')
  expect(asked).toMatchObject({ errcode: '0' })
  expect(await member.get('/session')).toMatchObject({ errcode: '4101' })
  expect(await site.visitor().get(`/houses/${house_id}`)).toMatchObject({ errcode: '4002' })
  await site.work()
  expect((await messagesTo(site, mobile))[0]?.text).toMatch(/7 天后注销.*登录即可撤销/)

  site.clock.advance({ days: 6 })
  await site.tidy()
  expect(await member.post('/sessions', { mobile, password: PASSWORD })).toMatchObject({
    errcode: '0',
  })
  site.clock.advance({ days: 2 })
  await site.tidy()
  expect((await member.get('/user')).data).toMatchObject({ mobile })
  expect((await member.get('/notices')).data.notices[0]).toMatchObject({ kind: 'account_leaving' })
})

test('who logs in while the account is being erased finds none', async () => {
  const member = await site.join()
  const { mobile } = member.person
  await member.call('DELETE', '/user')
  site.clock.advance({ days: 8 })
  await site.tidy()
  const back = site.visitor()
  expect(await back.post('/sessions', { mobile, password: PASSWORD })).toMatchObject({
    refusal: 'login_wrong',
  })
  // A session that had been let in just before opens nothing.
  const { database } = site
  await sql`INSERT INTO sessions (token_hash, user_id, expires_at)
    VALUES ('late', ${member.person.id}, now() + interval '1 day')`.execute(database.kysely)
  const { rows } = await sql`SELECT FROM sessions WHERE user_id = ${member.person.id}`.execute(
    database.kysely,
  )
  expect(rows).toEqual([])
})

test('a deleted account leaves no row, file or line of a log with its number, name or id card', async () => {
  // Registered through the door, so that codes, jobs and counted tries are there too.
  const mobile = '13877766655'
  const name = '将要离开的人'
  const sms_code = await receiveSms(site, mobile)
  const leaver = { ...site.visitor(), person: { id: 0, mobile, name } }
  await leaver.post('/users', { mobile, sms_code, password: PASSWORD })
  await site.visitor().post('/sessions', { mobile, password: 'wrong' })
  const id = (await leaver.get('/session')).data.user_id as number
  Object.assign(leaver.person, { id })
  await leaver.put('/users/name', { name })
  await leaver.post('/users/auth', { real_name: REAL_NAME, id_card: ID_CARD })
  await leaver.post('/user/export')
  await leaver.put('/user/mail', { address: MAIL })

  const other = await openLetting(site)
  // As a guest who wrote a comment and a reason, and as a host whose house bears their name.
  const as_guest = { ...other, guest: leaver }
  const stay = await order(as_guest, dayAfter(site, 3))
  await other.host.put(`/orders/${stay}/status`, { action: 'accept' })
  const left = { reason: `我是${name}，电话 ${mobile}` }
  await leaver.put(`/orders/${stay}/status`, { action: 'cancel', ...left })
  const done = await orderIn(as_guest, 'COMPLETE', dayAfter(site, 5))
  const said = await leaver.post(`/orders/${done}/threads`, { text: `我是${name}，${mobile}` })
  const { thread_id } = said.data
  await other.host.post(`/threads/${thread_id}/messages`, {
    text: `好的，${name}，记下了 ${mobile}`,
  })
  await sendForm(leaver, `/threads/${thread_id}/pictures`, { picture: await picture(64, 64) })
  await site.database.kysely
    .updateTable('orders')
    .set({ comment: `${name}到此一游，${mobile}` })
    .where('guest_id', '=', id)
    .where('status', '=', 'COMPLETE')
    .execute()
  const title = `${REAL_NAME}的家`
  const house_id = await site.house(id, { title, address: `找${name}` })
  await withPictures(leaver, house_id)
  const as_host = { ...other, host: leaver, house_id }
  const refused = await order(as_host, dayAfter(site, 9))
  await leaver.put(`/orders/${refused}/status`, { action: 'reject', reason: `${name}不在` })
  const calendar = { start_date: dayAfter(site, 60), end_date: dayAfter(site, 61) }
  await leaver.put(`/user/houses/${house_id}/calendar`, { ...calendar, closed: true, note: name })
  await site.work()

  expect(await leaver.call('DELETE', '/user')).toMatchObject({ errcode: '0' })
  await site.work()
  site.clock.advance({ days: 8 })
  await site.tidy()

  const words = [mobile, name, REAL_NAME, ID_CARD, MAIL]
  const telling = (text: string | Buffer) => words.some((word) => text.includes(word))
  expect((await dumpRows(site.database.kysely)).filter(telling)).toEqual([])
  expect(site.logged.filter(telling)).toEqual([])
  expect(files().filter(({ name, bytes }) => telling(name) || telling(bytes))).toEqual([])
  const theirs = new RegExp(`avatars/${id}-|houses/${house_id}/|exports/|threads/`)
  expect(files().filter((file) => theirs.test(file.name))).toEqual([])
  expect((await dumpRows(site.database.kysely)).filter((line) => theirs.test(line))).toEqual([])

  // What others have of them stays, and is nobody's.
  const { house } = (await site.visitor().get(`/houses/${other.house_id}`)).data
  expect(house.comments).toMatchObject([{ user_name: '已注销用户', comment: '***到此一游，***' }])
  const stays = (await other.host.get('/user/orders?role=landlord')).data.orders
  expect(stays.map((one: { guest_name: string }) => one.guest_name)).toContain('已注销用户')
  const { thread, messages } = (await other.host.get(`/threads/${thread_id}/messages`)).data
  expect(thread).toMatchObject({ name: '已注销用户', open: false })
  expect(messages.map(({ text }: { text: string }) => text)).toEqual([
    '',
    '好的，***，记下了 ***',
    '',
  ])
  expect(await other.host.post(`/threads/${thread_id}/messages`, { text: '?' })).toMatchObject({
    refusal: 'thread_closed',
  })
  expect(await site.visitor().get(`/houses/${house_id}`)).toMatchObject({ errcode: '4002' })
  for (const { verification } of ROOMS)
    if (verification) expect(await runChecks(site.database, verification.checks)).toEqual([])
  // Number and id card are free again.
  const again = site.visitor()
  const code = await receiveSms(site, mobile)
  expect(await again.post('/users', { mobile, sms_code: code, password: PASSWORD })).toMatchObject({
    errcode: '0',
  })
  expect(await again.post('/users/auth', { real_name: REAL_NAME, id_card: ID_CARD })).toMatchObject(
    { errcode: '0' },
  )
})
