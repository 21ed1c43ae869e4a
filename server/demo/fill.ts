import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { tell_threads } from '../notices/tell-threads.ts'
import { sealNames } from '../orders/names/guest-rows.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Database, Db, Trx } from '../schema.ts'
import { ACCOUNT_STORIES } from './data/account-stories.ts'
import { HOUSES } from './data/houses.ts'
import { GUEST, HOST } from './data/people.ts'
import { type DemoPictures, drawPictures } from './draw-pictures.ts'
import { createEverydayStories } from './everyday-stories.ts'
import { findPeople, type People } from './find-people.ts'
import { insertFeed } from './insert-feed.ts'
import { insertHouses } from './insert-houses.ts'
import { insertMailAddress } from './insert-mail-address.ts'
import { insertPeople } from './insert-people.ts'
import { insertStories } from './insert-stories.ts'
import { insertThreads } from './insert-threads.ts'
import { insideTransaction } from './inside-transaction.ts'
import { nameGuestsOf } from './name-guests.ts'
import { paintElsewhere } from './paint-pictures.ts'
import { replayStories } from './replay-stories.ts'
import { saveFavourites } from './save-favourites.ts'
import { setCalendars } from './set-calendars.ts'
import { withReviews } from './tell-reviews.ts'

/** Where pictures are kept, and what names are sealed with. */
export interface DemoSite {
  readonly data_dir: string
  readonly session_secret: string
}

/** How long one process waits for another that fills the same database. */
const FILL_MS_MAX = 60_000
const TRY_AGAIN_MS = 100
/** Any number will do, as long as every process takes the same one. */
const FILL_LOCK = 7_446_013
/** The guest's orders that wait for a payment do so for a day, not for half an hour. */
const DEMO_PAY_HOURS = 24
const NOTICES_UNREAD_HOURS = 24

/**
 * Fills an empty database, all at once or not at all. Pictures are files before any row names them,
 * and painting takes longer than others should wait for the tables.
 *
 * @returns whose users the database held when its turn had come; nothing changed if any.
 */
export async function fill(database: Database, clock: Clock, site: DemoSite): Promise<People> {
  const pictures = drawPictures()
  await paintElsewhere(join(site.data_dir, 'files', 'demo'), pictures)
  return database.kysely.transaction().execute(async (trx) => {
    await takeTurn(trx)
    const people = await findPeople(trx)
    if (people === 'nobody')
      await insertAll(insideTransaction(database, trx), clock, site.session_secret, pictures)
    return people
  })
}

/**
 * Nobody registers and nobody else fills until the transaction ends. The lock is tried again and
 * again, because no single statement may wait as long as another process takes to fill.
 *
 * @throws {Error} when another process fills for longer than `FILL_MS_MAX`.
 */
async function takeTurn(trx: Trx): Promise<void> {
  await sql`
    SELECT set_config('statement_timeout', ${String(FILL_MS_MAX)}, true),
      set_config('idle_in_transaction_session_timeout', ${String(FILL_MS_MAX)}, true)`.execute(trx)
  const until_ms = performance.now() + FILL_MS_MAX
  while (!(await tryFillLock(trx))) {
    if (performance.now() > until_ms)
      throw new Error('another process has been filling in the demo data for a minute')
    await sleep(TRY_AGAIN_MS)
  }
  await sql`LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE`.execute(trx)
}

async function tryFillLock(trx: Trx): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    SELECT pg_try_advisory_xact_lock(${FILL_LOCK}) AS mine`.execute(trx)
  return rows[0]?.mine ?? false
}

async function insertAll(
  database: Database,
  clock: Clock,
  session_secret: string,
  pictures: DemoPictures,
) {
  const db = database.kysely
  await restartIds(db)
  const user_ids = await insertPeople(db, clock, pictures.portraits)
  const userId = (name: string) => user_ids.get(name) ?? 0
  const house_ids = await insertHouses(db, clock, userId, pictures.houses)
  await insertStories(db, session_secret, house_ids, userId)
  const stories = withReviews([...createEverydayStories(), ...ACCOUNT_STORIES])
  const ids = {
    userId,
    houseId: (house: number) => house_ids[house - 1] ?? 0,
    hostId: (house: number) => userId(HOUSES[house - 1]?.host ?? ''),
  }
  await replayStories(database, clock, stories, ids)
  await insertThreads(db, clock, tell_threads, ids)
  const of_host = HOUSES.flatMap(({ host }, place) =>
    host === HOST.name ? [house_ids[place] ?? 0] : [],
  )
  await setCalendars(db, clock, userId(HOST.name), of_host)
  await insertFeed(db, clock, of_host[1] ?? 0)
  await nameGuestsOf(database, clock, sealNames(session_secret), userId(GUEST.name))
  await saveFavourites(db, clock, userId(GUEST.name), house_ids)
  await allowTimeToPay(db, clock, userId(GUEST.name))
  await settleNotices(db, clock)
  // Last: what was told before was not told by mail.
  await insertMailAddress(db, clock, userId(HOST.name))
}

/**
 * Ids of empty tables begin at 1, also after a try that was broken off: sequences do not roll back.
 * Where there are no users there are no houses and no orders.
 */
async function restartIds(db: Db): Promise<void> {
  await sql`
    SELECT
      setval(pg_get_serial_sequence('users', 'id'), 1, false),
      setval(pg_get_serial_sequence('houses', 'id'), 1, false),
      setval('order_ids', 1, false),
      setval('notice_ids', 1, false),
      setval('thread_ids', 1, false)`.execute(db)
  await sql`SELECT setval(pg_get_serial_sequence('areas', 'id'), 1, false)
    WHERE NOT EXISTS (SELECT FROM areas)`.execute(db)
}

/**
 * The one thing in the demo that is not as the site would do it: whoever looks at it an hour after
 * it was filled in should still find an order to pay. What happened when is left true.
 */
async function allowTimeToPay(db: Db, clock: Clock, guest_id: number): Promise<void> {
  await db
    .updateTable('orders')
    .set({ due_at: new Date(clock.now().getTime() + DEMO_PAY_HOURS * 3_600_000) })
    .where('guest_id', '=', guest_id)
    .where('status', '=', 'WAIT_PAYMENT')
    .execute()
}

/** No SMS goes to the numbers of the demo, which may be somebody's; what is older was read. */
async function settleNotices(db: Db, clock: Clock): Promise<void> {
  await db
    .updateTable('notices')
    .set({ sms: null, sms_due_at: null })
    .where((notice) =>
      notice.or([notice('sms', 'is not', null), notice('sms_due_at', 'is not', null)]),
    )
    .execute()
  await db
    .updateTable('notices')
    .set((notice) => ({ read_at: notice.ref('created_at') }))
    .where('created_at', '<', new Date(clock.now().getTime() - NOTICES_UNREAD_HOURS * 3_600_000))
    .execute()
}
