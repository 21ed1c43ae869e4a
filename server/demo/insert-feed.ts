import { addDays, type NightDate } from '../../rules/night-date.ts'
import { noteConflicts } from '../availability/feeds/feed-conflicts.ts'
import { replaceRanges } from '../availability/feeds/feed-rows.ts'
import { holdImports } from '../availability/feeds/hold-imports.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'

const DAY_MS = 86_400_000

/**
 * A calendar of another site, as it was read a moment ago. There is no such site to read it from
 * again, so it is not due for as long as anybody looks at a demo.
 */
export async function insertFeed(db: Db, clock: Clock, house_id: number): Promise<void> {
  const now = clock.now()
  const { id } = await db
    .insertInto('calendar_feeds')
    .values({
      house_id,
      name: '途家',
      url: 'https://calendar.example/ical/naluoguxiang.ics',
      created_at: now,
      next_try_at: new Date(now.getTime() + 3_650 * DAY_MS),
      last_try: now,
      last_good: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const day = (days: number) => addDays(clock.today(), days)
  const stay = await findNextStay(db, clock, house_id)
  const ranges = [
    { first: day(41), last: day(43) },
    { first: day(55), last: day(58) },
    // Sold there too: the host has a conflict to settle.
    ...(stay ? [{ first: stay.end_date, last: addDays(stay.end_date, 1) }] : []),
  ].map((days, index) => ({
    uid: `demo-${index}@calendar.example`,
    summary: '已预订',
    ...days,
  }))
  await db.transaction().execute(async (trx) => {
    await replaceRanges(trx, { id, house_id }, ranges)
    await holdImports(trx, house_id, clock.today())
    await noteConflicts(trx, id, now)
  })
}

const findNextStay = (db: Db, clock: Clock, house_id: number) =>
  db
    .selectFrom('orders')
    .select('end_date')
    .where('house_id', '=', house_id)
    .where('start_date', '>', clock.today())
    .where('status', 'in', ['WAIT_PAYMENT', 'PAID'])
    .orderBy('start_date')
    .limit(1)
    .$narrowType<{ end_date: NightDate }>()
    .executeTakeFirst()
