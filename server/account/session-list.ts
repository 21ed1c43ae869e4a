import { Refusal } from '../../contract/refusals.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { deleteSession, findSessionsOf } from './session-sql.ts'

/** Where somebody is logged in, the last used first. */
export async function listSessions(
  db: Db,
  clock: Clock,
  { user_id, token_hash }: { readonly user_id: number; readonly token_hash: string },
) {
  const rows = await findSessionsOf(db, user_id, clock.now())
  return rows.map((row) => ({
    session_id: row.id,
    device: row.device,
    place: row.place,
    ctime: clock.format(row.created_at),
    used: clock.format(row.used_at),
    current: row.token_hash === token_hash,
  }))
}

/** @throws {Refusal} `session_missing`, also where it is somebody else's. */
export async function endSession(db: Db, user_id: number, session_id: number): Promise<void> {
  if (!(await deleteSession(db, user_id, session_id))) throw new Refusal('session_missing')
}
