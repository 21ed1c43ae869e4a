import type { Clock } from '../platform/database/clock.ts'
import type { Database } from '../schema.ts'
import { GUEST, HOST, PASSWORD, SECOND_GUEST } from './data/people.ts'
import type { DemoSite } from './fill.ts'
import { findPeople } from './find-people.ts'

/**
 * Fills demo data into an empty database and prints the accounts. Where it is already, it changes
 * nothing and prints them all the same.
 *
 * @param refused why the site may have none, if so.
 * @throws {HasOwnUsers} when the database holds somebody's own users; nothing changes then either.
 */
export async function demo(
  database: Database,
  clock: Clock,
  site: DemoSite,
  refused?: Error,
): Promise<void> {
  let people = await findPeople(database.kysely)
  if (refused && people !== 'others') throw refused
  const empty = people === 'nobody'
  // Its drawings are loaded only when they are needed.
  if (empty) people = await (await import('./fill.ts')).fill(database, clock, site)
  if (people === 'others') throw new HasOwnUsers()
  console.log(
    empty && people === 'nobody' ? 'Demo data has been filled in.' : 'Demo data is there already.',
  )
  console.log(ACCOUNTS)
}

export class HasOwnUsers extends Error {
  override readonly name = 'HasOwnUsers'
  override readonly message =
    'this database has users of its own, so no demo data was added; use an empty database for it'
}

const ACCOUNTS = [
  `  host   ${HOST.mobile}   lets houses, and has requests to accept`,
  `  guest  ${GUEST.mobile}   has an order in every status`,
  `  guest  ${SECOND_GUEST.mobile}   has a few orders`,
  `  password of all demo users: ${PASSWORD}`,
].join('\n')
