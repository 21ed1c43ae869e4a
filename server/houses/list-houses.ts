import type { Clock } from '../platform/database/clock.ts'
import type { Database, Db } from '../schema.ts'
import { presentBasicHouse } from './basic-house.ts'
import { findOwnHouses, LIST_AREAS, LIST_FACILITIES } from './sql.ts'

/** A host's houses, newest first, those that are not listed too. */
export async function listOwnHouses(db: Db, clock: Clock, host_id: number) {
  const rows = await findOwnHouses(db, host_id)
  return {
    houses: rows.map((row) => ({
      ...presentBasicHouse(clock, row),
      address: row.address,
      listed: row.listed,
    })),
  }
}

interface Area {
  readonly aid: number
  readonly aname: string
  readonly aname_en: string
  readonly houses: number
}

/** Few rows: reading them costs no more than checking whether a cached copy is current. */
export const listAreas = (database: Database) => database.run<Area>(LIST_AREAS, [])

export const listFacilities = (database: Database) =>
  database.run<{ id: number; name: string; icon: string }>(LIST_FACILITIES, [])
