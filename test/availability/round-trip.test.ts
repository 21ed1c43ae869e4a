import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '../../rules/night-date.ts'
import { type Letting, openLetting, order } from '../harness/lettings.ts'
import { openSite, type Site } from '../harness/site.ts'

// One ihome writes what it holds, another reads it by HTTP and holds the same days: in zones whose
// clocks change, and in one whose never do, at any hour.
const feeds = { every_minutes: 20, allowed: ['127.0.0.1'] }
const sites: Site[] = []
let ours: Letting
beforeAll(async () => {
  ours = await openLetting(await open('Europe/Berlin'))
})
afterAll(() => Promise.all(sites.map((site) => site.close())))

async function open(zone: string): Promise<Site> {
  const site = await openSite({ feeds }, zone)
  sites.push(site)
  return site
}

const STAYS = [
  ['2026-12-30', '2027-01-02'],
  // The nights in which clocks go forward and back, and the days around them.
  ['2027-03-27', '2027-03-27'],
  ['2027-03-28', '2027-03-28'],
  ['2027-10-30', '2027-11-01'],
  ['2027-12-31', '2028-01-01'],
  ['2028-02-28', '2028-03-01'],
] as const
const CLOSED = [
  ['2027-03-29', '2027-03-29'],
  ['2028-02-27', '2028-02-27'],
] as const

/** Before midnight in both zones, and in the hours that clocks leave out or show twice. */
const MOMENTS = [
  '2026-12-28T12:00:00Z',
  '2026-12-29T22:59:59Z',
  '2027-03-28T00:59:59Z',
  '2027-03-28T01:00:00Z',
  '2027-10-31T00:30:00Z',
  '2027-10-31T01:30:00Z',
] as const

const expected = (today: string) =>
  joined([...STAYS, ...CLOSED].toSorted(([one], [other]) => one.localeCompare(other)))
    .filter(({ end_date }) => end_date >= today)
    .map(({ start_date, end_date }) => ({
      start_date: start_date < today ? today : start_date,
      end_date,
    }))

/** Days that touch are one stretch. */
function joined(ranges: readonly (readonly [string, string])[]) {
  const result: { start_date: string; end_date: string }[] = []
  for (const [start_date, end_date] of ranges) {
    const before = result.at(-1)
    if (before && addDays(before.end_date, 1) === start_date) before.end_date = end_date
    else result.push({ start_date, end_date })
  }
  return result
}

async function takenIn({ site, house_id }: Letting): Promise<unknown[]> {
  const today = site.clock.today()
  const taken = []
  for (let from = today; from < '2028-12-01'; from = addDays(from, 400)) {
    const to = addDays(from, 399)
    const path = `/houses/${house_id}/calendar?from=${from}&to=${to}`
    taken.push(...(await site.visitor().get(path)).data.taken)
  }
  return joined(taken.map(({ start_date, end_date }) => [start_date, end_date] as const))
}

test.each(['Europe/Berlin', 'Asia/Shanghai', 'America/New_York', 'Pacific/Auckland'])(
  'a site in %s holds exactly our days',
  async (zone) => {
    const theirs = await openLetting(await open(zone))
    ours.site.clock.set('2026-12-28T11:00:00Z')
    if (zone === 'Europe/Berlin') await fill()
    const { data } = await ours.host.get(`/user/houses/${ours.house_id}/feeds`)
    const url = ours.site.origin + data.export_url
    for (const [index, moment] of MOMENTS.entries()) {
      for (const { site } of [ours, theirs]) site.clock.set(moment)
      if (index === 0)
        await theirs.host.post(`/user/houses/${theirs.house_id}/feeds`, { name: 'ihome', url })
      await theirs.site.importFeeds()
      // Sessions have ended by then: what the feed's last reading came to is asked of its row.
      const read = theirs.site.database.kysely.selectFrom('calendar_feeds').select('fault')
      expect(await read.execute()).toEqual([{ fault: '' }])
      expect(await takenIn(theirs), moment).toEqual(expected(theirs.site.clock.today()))
    }
  },
)

async function fill() {
  for (const [first, last] of STAYS) await order(ours, first, last)
  for (const [start_date, end_date] of CLOSED)
    await ours.host.put(`/user/houses/${ours.house_id}/calendar`, {
      start_date,
      end_date,
      closed: true,
    })
}
