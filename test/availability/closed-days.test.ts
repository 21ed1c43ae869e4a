import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dayAfter, type Letting, openLetting, order } from '../harness/lettings.ts'
import { type Member, NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let letting: Letting
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.set(NOON)
  letting = await openLetting(site)
})

const day = (days: number) => dayAfter(site, days)
const calendar = () => `/user/houses/${letting.house_id}/calendar`
const change = (first: number, last: number, what: object) =>
  letting.host.put(calendar(), { start_date: day(first), end_date: day(last), ...what })
const close = (first: number, last: number, note = '') =>
  change(first, last, { closed: true, note })
const open = (first: number, last: number) => change(first, last, { closed: false })
const days = async (first = 1, last = 9) =>
  (await letting.host.get(`${calendar()}?from=${day(first)}&to=${day(last)}`)).data.days
const states = async () => (await days()).map(({ state }: { state: string }) => state[0]).join('')
const taken = async () =>
  (await site.visitor().get(`/houses/${letting.house_id}/calendar`)).data.taken

describe('closed days', () => {
  test('cannot be booked, and nobody but the host learns why', async () => {
    expect(await close(2, 4, '春节自住')).toMatchObject({ errcode: '0' })
    expect((await days(2, 2))[0]).toMatchObject({ state: 'closed', note: '春节自住' })
    expect(await taken()).toEqual([{ start_date: day(2), end_date: day(4) }])
    const stay = { house_id: letting.house_id, start_date: day(4), end_date: day(5) }
    expect(await letting.guest.post('/orders', stay)).toMatchObject({ errcode: '4003' })
  })

  test('closed twice are closed once, with the new note', async () => {
    await close(2, 6, 'first')
    expect(await close(2, 6, 'second')).toMatchObject({ errcode: '0' })
    expect(await states()).toBe('fcccccfff')
    expect((await days(2, 2))[0].note).toBe('second')
  })

  test('are opened in part, and what is left keeps its note', async () => {
    await close(2, 8, 'repair')
    expect(await open(4, 5)).toMatchObject({ errcode: '0' })
    expect(await states()).toBe('fccffcccf')
    expect((await days(8, 8))[0].note).toBe('repair')
    expect(await order(letting, day(4), day(5))).toBeGreaterThan(0)
    await open(1, 9)
    expect(await states()).toBe('fffhhffff')
  })

  test('over a stay are refused, with the stay that is in the way, and nothing changes', async () => {
    await close(1, 2, 'before')
    const order_id = await order(letting, day(4), day(5))
    const stay = { kind: 'order', order_id, start_date: day(4), end_date: day(5) }
    expect(await close(1, 5)).toMatchObject({
      errcode: '4003',
      refusal: 'days_held',
      data: { stays: [stay] },
    })
    expect(await states()).toBe('ccfhhffff')
    expect((await days(1, 1))[0].note).toBe('before')
  })

  test('are those that are free, where that is asked', async () => {
    await order(letting, day(4), day(5))
    expect(await change(2, 7, { closed: true, free_only: true })).toMatchObject({ errcode: '0' })
    expect(await states()).toBe('fcchhccff')
  })

  test('are opened where none is closed: nothing happens', async () => {
    expect(await open(1, 9)).toMatchObject({ errcode: '0' })
    expect(await states()).toBe('fffffffff')
  })

  test('keep who changed them, and when', async () => {
    await close(2, 3, 'booked by telephone')
    await open(2, 2)
    const { rows } = await sql`
      SELECT change, author_id::int, at, note FROM calendar_changes
      WHERE house_id = ${letting.house_id} ORDER BY id`.execute(site.database.kysely)
    const by = { author_id: letting.host.person.id, at: site.clock.now() }
    expect(rows).toEqual([
      { change: 'closed', ...by, note: 'booked by telephone' },
      { change: 'opened', ...by, note: '' },
    ])
  })
})

describe('a change of the calendar', () => {
  const ok = { closed: true }
  test.each<[string, () => Promise<{ errcode: string }>, string]>([
    ['of days backwards', () => change(5, 4, ok), '4103'],
    ['of days gone by', () => change(-2, 4, ok), '4103'],
    ['of more days than may be asked for', () => change(1, 500, ok), '4103'],
    [
      'of what is no day',
      () =>
        letting.host.put(calendar(), { start_date: '2027-02-30', end_date: '2027-03-01', ...ok }),
      '4103',
    ],
    ['with a note that is too long', () => close(1, 2, 'x'.repeat(201)), '4103'],
    ['without saying what', () => change(1, 2, {}), '4103'],
    [
      'by a guest',
      () => letting.guest.put(calendar(), { start_date: day(1), end_date: day(2), ...ok }),
      '4105',
    ],
    [
      'by nobody',
      () => site.visitor().put(calendar(), { start_date: day(1), end_date: day(2), ...ok }),
      '4101',
    ],
    [
      'of no house',
      () =>
        letting.host.put('/user/houses/999999/calendar', {
          start_date: day(1),
          end_date: day(2),
          ...ok,
        }),
      '4002',
    ],
  ])('%s is refused and changes nothing', async (_, attempt, errcode) => {
    expect(await attempt()).toMatchObject({ errcode })
    expect(await states()).toBe('fffffffff')
  })

  test('is seen by the host alone', async () => {
    const path = `${calendar()}?from=${day(1)}&to=${day(2)}`
    expect(await letting.guest.get(path)).toMatchObject({ errcode: '4105' })
    expect(await site.visitor().get(path)).toMatchObject({ errcode: '4101' })
  })
})

describe('closing days and booking them at once, on two servers', () => {
  const ROUNDS = Number(process.env['IHOME_TEST_ROUNDS'] ?? 40)
  const atOnce = async (guest: Member) => {
    const house_id = await site.house(letting.host.person.id)
    const stay = { house_id, start_date: day(3), end_date: day(5) }
    const closing = { start_date: day(4), end_date: day(8), closed: true }
    const answers = await Promise.all([
      letting.host.put(`/user/houses/${house_id}/calendar`, closing),
      guest.post('/orders', stay),
    ])
    return answers.map(({ errcode }) => errcode).sort()
  }

  test(`has exactly one winner, ${ROUNDS} of ${ROUNDS} times`, async () => {
    const there = await site.another()
    const guest = await there.join()
    for (let round = 0; round < ROUNDS; round += 1)
      expect(await atOnce(guest)).toEqual(['0', '4003'])
    await there.close()
  })

  test('has two winners without the constraint: it is what keeps them apart', async () => {
    const unguarded = await openSite()
    await sql`ALTER TABLE held_nights DROP CONSTRAINT held_nights_no_overlap`.execute(
      unguarded.database.kysely,
    )
    const { host, guest, house_id } = await openLetting(unguarded)
    const days = { start_date: day(4), end_date: day(5) }
    const closing = await host.put(`/user/houses/${house_id}/calendar`, { ...days, closed: true })
    const booking = await guest.post('/orders', { house_id, ...days })
    expect([closing.errcode, booking.errcode]).toEqual(['0', '0'])
    await unguarded.close()
  })
})
