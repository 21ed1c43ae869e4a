import { afterAll, beforeAll, expect, test } from 'vitest'
import { listen } from '../harness/events.ts'
import { anotherHouse, dayAfter, type Letting, openLetting, orderIn } from '../harness/lettings.ts'
import { type Member, NOON, openSite, type Site } from '../harness/site.ts'
import { until } from '../harness/until.ts'
import {
  isSeen,
  MOMENTS,
  type Moment,
  momentsOf,
  OUTSIDERS,
  PLACES,
  type Place,
  STATES,
  type State,
  THINGS,
  type Thing,
  VIEWERS,
  type Viewer,
} from './who-sees-what.ts'

const ADDRESS = `东城区鼓楼东大街 ${THINGS.address} 号`
const FIRST_DAY = 21

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

/** A house with everything that is hidden, and everybody who may want to know it. */
interface Scene extends Letting {
  readonly order_id: number
  readonly thread_id: number
  readonly viewers: Readonly<Record<Exclude<Viewer, 'nobody'>, Member>>
}

let scenes = 0

async function openScene(state: State): Promise<Scene> {
  site.clock.set(NOON)
  const letting = await openLetting(site, { address: ADDRESS })
  const { host, guest } = letting
  scenes += 1
  for (const [{ person }, ending] of [
    [guest, THINGS.guest_mobile],
    [host, THINGS.host_mobile],
  ] as const) {
    // With a name of their own: else it is their number, which their own pages greet them by.
    const mobile = `1${30 + scenes}${ending}`
    await site.database.kysely
      .updateTable('users')
      .set({ mobile, name: `某人 ${person.id}` })
      .where('id', '=', person.id)
      .execute()
  }
  const area_id = (await host.get('/areas')).data[0].aid
  const { house } = (await host.get(`/houses/${letting.house_id}`)).data
  const { errcode } = await host.put(`/houses/${letting.house_id}`, {
    ...Object.fromEntries(
      'title address room_count acreage unit capacity beds min_days max_days'
        .split(' ')
        .map((name) => [name, house[name]]),
    ),
    area_id,
    price: 200,
    deposit: 100,
    position: { latitude: 39.94711, longitude: 116.39 },
    instructions: { door_code: THINGS.instructions },
  })
  expect(errcode).toBe('0')
  const [stranger, neighbour, other_host] = await Promise.all([
    site.join(),
    site.join(),
    site.join(),
  ])
  await site.house(other_host.person.id)
  const [first, last] = [dayAfter(site, FIRST_DAY), dayAfter(site, FIRST_DAY + 1)]
  const beside = await anotherHouse({ ...letting, guest: neighbour })
  await orderIn(beside, 'PAID', first, last)
  const order_id = await orderIn(
    letting,
    state === 'CANCELED_AFTER_PAYMENT' ? 'PAID' : state,
    first,
    last,
  )
  if (state === 'CANCELED_AFTER_PAYMENT')
    await guest.put(`/orders/${order_id}/status`, { action: 'cancel' })
  const { data } = await guest.post(`/orders/${order_id}/threads`, { text: THINGS.message })
  const { thread_id } = data
  return {
    ...letting,
    order_id,
    thread_id,
    viewers: { stranger, neighbour, guest, host, other_host },
  }
}

const cookieOf = (scene: Scene, viewer: Viewer) =>
  viewer === 'nobody' ? undefined : scene.viewers[viewer].cookie()

async function read(scene: Scene, viewer: Viewer, path: string): Promise<string> {
  const cookie = cookieOf(scene, viewer)
  const filled = path
    .replace('{house}', String(scene.house_id))
    .replace('{order}', String(scene.order_id))
    .replace('{thread}', String(scene.thread_id))
  const headers = { accept: '*/*', ...(cookie && { cookie }) }
  const answer = await fetch(site.origin + filled, { headers })
  expect(answer.status, filled).toBeLessThan(500)
  return answer.text()
}

/** What of the table is not so, in words. */
async function wrongAt(scene: Scene, state: State, moment: Moment): Promise<string[]> {
  const lookers = state === 'PAID' ? VIEWERS : VIEWERS.filter((one) => !OUTSIDERS.includes(one))
  const looks = lookers.flatMap((viewer) =>
    (Object.entries(PLACES) as [Place, readonly string[]][]).flatMap(([place, paths]) =>
      paths.map(async (path) => {
        const text = await read(scene, viewer, path)
        return (Object.entries(THINGS) as [Thing, string][])
          .filter(
            ([thing, word]) =>
              text.includes(word) !== isSeen(thing, { viewer, place, state, moment }),
          )
          .map(([thing, word]) => {
            const verb = text.includes(word) ? 'sees' : 'does not see'
            return `${state}, ${moment}: ${viewer} ${verb} ${thing} at ${path}`
          })
      }),
    ),
  )
  return (await Promise.all(looks)).flat()
}

test.each(STATES)('who sees what of a house whose order is %s', async (state) => {
  const scene = await openScene(state)
  const begins = Date.parse(`${dayAfterNoon(FIRST_DAY)}T10:00:00+08:00`)
  const wrong: string[] = []
  for (const moment of momentsOf(state)) {
    site.clock.set(new Date(begins + MOMENTS[moment] * 86_400_000))
    wrong.push(...(await wrongAt(scene, state, moment)))
    // A search for the number finds nothing, so it confirms nothing.
    const found = await scene.viewers.guest.get(`/houses?q=${THINGS.address}`)
    expect(found.data.houses).toEqual([])
  }
  expect(wrong).toEqual([])
  expect(site.logged.join('\n')).not.toContain(THINGS.instructions)
})

const dayAfterNoon = (days: number) =>
  new Date(Date.parse(NOON) + days * 86_400_000).toISOString().slice(0, 10)

test('the event stream carries neither to anybody', async () => {
  const scene = await openScene('PAID')
  for (const person of [scene.host, scene.guest]) {
    const stream = await listen(site.origin, person.cookie(), { 'last-event-id': '0' })
    await until('a notice comes', 10_000, () => stream.notices().length > 0)
    for (const word of Object.values(THINGS))
      expect(JSON.stringify(stream.events)).not.toContain(word)
    await stream.close()
  }
})
