import { createHmac, randomBytes } from 'node:crypto'
import { createBatch } from '../platform/database/batch.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Database, Trx } from '../schema.ts'
import {
  deleteOtherSessions,
  deleteSession,
  deleteSessionsOf,
  extendSession,
  FIND_SESSIONS,
  insertSession,
} from './session-sql.ts'

const DAY_MS = 86_400_000
export const SESSION_MS = 30 * DAY_MS
/** A session in use is extended at most this often, so that reading does not mean writing. */
const EXTEND_EVERY_MS = DAY_MS

const LOOKUP_LIMITS = { size_max: 256, length_max: 5_000, wait_ms_max: 5_000, runs_max: 1 }

export interface Session {
  readonly user_id: number
  /** True when its life was just extended: the cookie should be sent again. */
  readonly extended: boolean
}

/** Opaque tokens; the database knows only their keyed hashes. */
export interface Sessions {
  /** Opens a session and returns its token. */
  open(user_id: number): Promise<string>
  find(token: string): Promise<Session | undefined>
  /** Ends it for every server at once: none keeps a copy. */
  close(token: string): Promise<void>
  /** Ends all of a person's sessions. */
  closeAll(user_id: number): Promise<void>
  /** Ends all of a person's sessions but this one. */
  closeOthers(trx: Trx, user_id: number, token: string): Promise<void>
}

interface SessionRow {
  readonly token_hash: string
  readonly user_id: number
  readonly expires_at: Date
}

export function createSessions(database: Database, clock: Clock, secret: string): Sessions {
  const db = database.kysely
  const hash = (token: string) => createHmac('sha256', secret).update(token).digest('base64url')
  const expiry = () => new Date(clock.now().getTime() + SESSION_MS)

  // Requests that come together are looked up together: one statement instead of one each.
  const lookups = createBatch<string, SessionRow | undefined>(LOOKUP_LIMITS, async (hashes) => {
    const values = [hashes, clock.now().toISOString()]
    const rows = await database.run<SessionRow>(FIND_SESSIONS, values)
    const found = new Map(rows.map((row) => [row.token_hash, row]))
    return hashes.map((token_hash) => found.get(token_hash))
  })

  return {
    async open(user_id) {
      const token = randomBytes(32).toString('base64url')
      await insertSession(db, hash(token), user_id, expiry())
      return token
    },
    async find(token) {
      const row = await lookups.submit(hash(token))
      if (!row) return undefined
      const used_ms = SESSION_MS - (row.expires_at.getTime() - clock.now().getTime())
      const extended = used_ms >= EXTEND_EVERY_MS
      if (extended) await extendSession(db, row.token_hash, expiry())
      return { user_id: row.user_id, extended }
    },
    async close(token) {
      await deleteSession(db, hash(token))
    },
    async closeAll(user_id) {
      await deleteSessionsOf(db, user_id)
    },
    async closeOthers(trx, user_id, token) {
      await deleteOtherSessions(trx, user_id, hash(token))
    },
  }
}
