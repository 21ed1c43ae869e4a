import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { messagesTo } from '../harness/codes.ts'
import { type Listener, listen } from '../harness/events.ts'
import { anotherHouse, type Letting, openLetting } from '../harness/lettings.ts'
import { type Member, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
let thread_id: number
const listeners: Listener[] = []
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.advance({ hours: 2 })
  letting = await openLetting(site)
  thread_id = await ask(letting)
})
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((one) => one.close()))
})

async function ask({ guest, house_id }: Letting): Promise<number> {
  const { data } = await guest.post(`/houses/${house_id}/threads`, { text: '在吗？' })
  return data.thread_id
}
const write = (who: Member, text: string, to = thread_id) =>
  who.post(`/threads/${to}/messages`, { text })
const noticesOf = async (who: Member, language = 'zh') =>
  (await who.get('/notices', { headers: { 'accept-language': language } })).data
/** What comes to the host's telephone by what is due now. */
async function texts(): Promise<string[]> {
  await site.work()
  return (await messagesTo(site, letting.host.person.mobile)).map(({ text }) => text).reverse()
}

test('a thread has one unread notice, of whom it is from, which is read with it', async () => {
  await write(letting.guest, '还在吗？')
  expect(await noticesOf(letting.host)).toMatchObject({
    unread: 1,
    notices: [
      {
        kind: 'message_received',
        role: 'host',
        thread_id,
        house_id: letting.house_id,
        text: '房客发来消息（匿名用户）：鼓楼边的小院。',
      },
    ],
  })
  await letting.host.put(`/threads/${thread_id}/read`, {})
  expect((await noticesOf(letting.host)).unread).toBe(0)
  await letting.host.put('/users/name', { name: '老北京' })
  await write(letting.host, '在的')
  expect((await noticesOf(letting.guest, 'en')).notices[0].text).toBe(
    'Message from the host (老北京): 鼓楼边的小院.',
  )
  // Nobody is told of what they wrote.
  expect((await noticesOf(letting.host)).notices).toHaveLength(1)
})

test('who follows the events hears of each message', async () => {
  const listener = await listen(site.origin, letting.host.cookie())
  listeners.push(listener)
  await expect.poll(() => listener.events.length).toBe(1)
  await write(letting.guest, '有人吗')
  await expect.poll(() => listener.notices().length).toBe(1)
  await write(letting.guest, '您好')
  await expect.poll(() => listener.notices().length).toBe(2)
  expect(listener.notices().map(({ data }) => data.notice.thread_id)).toEqual([
    thread_id,
    thread_id,
  ])
})

test('an SMS goes out after ten minutes unread, counted from the first message', async () => {
  site.clock.advance({ minutes: 6 })
  await write(letting.guest, '有人吗')
  expect(await texts()).toEqual([])
  site.clock.advance({ minutes: 4 })
  expect(await texts()).toEqual(['【爱家租房】房客发来消息（匿名用户）：鼓楼边的小院。'])
})

test('who has read gets none, and what was read in part waits on', async () => {
  await write(letting.guest, '第二条')
  await letting.host.put(`/threads/${thread_id}/read`, { message_id: 1 })
  const other = await ask(await anotherHouse(letting))
  await letting.host.put(`/threads/${other}/read`, {})
  site.clock.advance({ minutes: 11 })
  expect(await texts()).toHaveLength(1)
})

test('a thread has one SMS an hour, and the next tells of what came meanwhile', async () => {
  site.clock.advance({ minutes: 10 })
  expect(await texts()).toHaveLength(1)
  for (let hour = 0; hour < 3; hour += 1) {
    await letting.host.put(`/threads/${thread_id}/read`, {})
    site.clock.advance({ minutes: 12 })
    await write(letting.guest, '又一条')
    site.clock.advance({ minutes: 12 })
    expect(await texts()).toHaveLength(hour + 1)
    site.clock.advance({ minutes: 36 })
    expect(await texts()).toHaveLength(hour + 2)
  }
})

test('another thread has its own hour', async () => {
  const other = await anotherHouse(letting)
  site.clock.advance({ minutes: 10 })
  expect(await texts()).toHaveLength(1)
  await ask(other)
  site.clock.advance({ minutes: 10 })
  expect(await texts()).toHaveLength(2)
})
