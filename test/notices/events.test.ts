import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Listener, listen } from '../harness/events.ts'
import { dayAfter, type Letting, openLetting, order } from '../harness/lettings.ts'
import { type Member, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
const listeners: Listener[] = []

beforeEach(async () => {
  site = await openSite()
  letting = await openLetting(site)
})
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((one) => one.close()))
  await site.close()
})

async function follow(person: Member, last_id?: string, at = site): Promise<Listener> {
  const header = last_id === undefined ? {} : { 'last-event-id': last_id }
  const listener = await listen(at.origin, person.cookie(), header)
  listeners.push(listener)
  return listener
}
/** Once it was told where it begins. */
async function followed(person: Member, last_id?: string, at = site): Promise<Listener> {
  const listener = await follow(person, last_id, at)
  await until(() => listener.events.length > 0)
  return listener
}
const until = (ready: () => boolean) => expect.poll(ready).toBe(true)

const ordersIn = (listener: Listener) => listener.notices().map(({ data }) => data.notice.order_id)

describe('the stream', () => {
  test('begins with what is unread, then tells of each notice as it is written', async () => {
    const before = await order(letting, dayAfter(site, 1))
    const listener = await followed(letting.host)
    const { headers, status } = listener.response
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-accel-buffering')).toBe('no')
    expect(listener.events).toEqual([
      { id: expect.stringMatching(/^\d+$/), event: 'unread', data: { unread: 1 } },
    ])
    expect(listener.other_lines[0]).toMatch(/^retry: \d{4}$/)

    const order_id = await order(letting, dayAfter(site, 2))
    await until(() => listener.notices().length === 1)
    const { data: list } = await letting.host.get('/notices')
    expect(listener.notices()).toEqual([
      {
        id: String(list.notices[0].notice_id),
        event: 'notice',
        data: { notice: list.notices[0], unread: 2 },
      },
    ])
    expect(list.notices.map((notice: { order_id: number }) => notice.order_id)).toEqual([
      order_id,
      before,
    ])
  })

  test("tells of nobody else's", async () => {
    const stranger = await followed(await site.join())
    const guest = await followed(letting.guest)
    const host = await followed(letting.host)
    const order_id = await order(letting, dayAfter(site, 2))
    await until(() => host.notices().length === 1)
    await letting.host.put(`/orders/${order_id}/status`, { action: 'accept' })
    await until(() => guest.notices().length === 1)
    expect(guest.notices()[0]?.data.notice.kind).toBe('order_accepted')
    expect(host.notices()).toHaveLength(1)
    expect(stranger.notices()).toEqual([])
  })

  test('goes on from the last id, with what was missed and nothing twice', async () => {
    const first = await followed(letting.host)
    const one = await order(letting, dayAfter(site, 1))
    await until(() => first.notices().length === 1)
    await first.close()
    const two = await order(letting, dayAfter(site, 2))
    const three = await order(letting, dayAfter(site, 3))
    const again = await follow(letting.host, first.lastId())
    await until(() => again.notices().length === 2)
    expect(again.events[0]).toMatchObject({ event: 'unread', data: { unread: 3 } })
    expect(ordersIn(again)).toEqual([two, three])
    // Somebody who was only welcomed has a place to come back to as well.
    const welcomed = await followed(letting.host)
    await welcomed.close()
    const four = await order(letting, dayAfter(site, 4))
    const back = await follow(letting.host, welcomed.lastId())
    await until(() => back.notices().length === 1)
    expect(ordersIn(back)).toEqual([four])
    expect(one).toBeLessThan(two)
  })

  test('gives a long absence back in full', async () => {
    const first = await followed(letting.host)
    await first.close()
    const days = Array.from({ length: 250 }, (_, day) => dayAfter(site, day + 1))
    const ids = await Promise.all(days.map((day) => order(letting, day)))
    const again = await follow(letting.host, first.lastId())
    await until(() => again.notices().length >= 250)
    expect(ordersIn(again).sort((a, b) => a - b)).toEqual(ids.sort((a, b) => a - b))
    const event_ids = again.notices().map(({ id }) => Number(id))
    expect(event_ids).toEqual([...event_ids].sort((a, b) => a - b))
  })

  test('begins anew for an id of another database', async () => {
    const listener = await followed(letting.host, '999999999999')
    const order_id = await order(letting, dayAfter(site, 1))
    await until(() => listener.notices().length === 1)
    expect(ordersIn(listener)).toEqual([order_id])
  })

  test('speaks the language that was asked for', async () => {
    const english = { 'accept-language': 'en' }
    const listener = await listen(site.origin, letting.host.cookie(), english)
    listeners.push(listener)
    await until(() => listener.events.length > 0)
    await order(letting, dayAfter(site, 1))
    await until(() => listener.notices().length === 1)
    expect(listener.notices()[0]?.data.notice.text).toMatch(/^New order/)
  })
})

describe('the end of a stream', () => {
  test('comes soon after its person has logged out', async () => {
    const listener = await followed(letting.host)
    const other = await followed(letting.guest)
    await letting.host.call('DELETE', '/session')
    await listener.ended
    expect(other.events).toHaveLength(1)
    await order(letting, dayAfter(site, 1))
  })

  test('comes when the server stops', async () => {
    const listener = await followed(letting.host)
    // Nothing else ends a stream whose person is logged in: either would wait for ever.
    await site.app.close()
    await listener.ended
  })

  test('frees its place: the eleventh of a person is refused until one has gone', async () => {
    const ten = await Promise.all(Array.from({ length: 10 }, () => follow(letting.host)))
    const refused = await letting.host.get('/events')
    expect([refused.status, refused.errcode]).toEqual([429, '4201'])
    expect(refused.headers.get('retry-after')).toBe('1')
    await follow(letting.guest)
    await ten[0]?.close()
    await expect
      .poll(async () => {
        const one = await follow(letting.host)
        return one.response.headers.get('content-type')
      })
      .toMatch(/^text\/event-stream/)
  })

  test('is nothing that HEAD waits for, or leaves open', async () => {
    const answer = await fetch(`${site.origin}/api/v1.0/events`, {
      method: 'HEAD',
      headers: { cookie: String(letting.host.cookie()) },
    })
    expect(answer.status).toBe(200)
    const metrics = async () => (await fetch(`${site.origin}/metrics`)).text()
    await expect.poll(metrics).toMatch(/^ihome_event_streams 0$/m)
  })
})

test('without a session there is no stream, and a strange last id is refused', async () => {
  expect((await site.visitor().get('/events')).errcode).toBe('4101')
  const { errcode } = await letting.host.get('/events', { headers: { 'last-event-id': 'x' } })
  expect(errcode).toBe('4103')
})
