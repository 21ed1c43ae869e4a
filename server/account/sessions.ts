import { createHmac, randomBytes } from 'node:crypto'
import { createBatch } from '../platform/database/batch.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Database, Db } from '../schema.ts'
import type { SeenFrom } from './seen-from.ts'
import {
  deleteOtherSessions,
  deleteSessions,
  deleteSessionsOf,
  FIND_SESSIONS,
  insertSession,
  updateSession,
} from './session-sql.ts'

const DAY_MS = 86_400_000
/** From its last use. */
export const SESSION_MS = 30 * DAY_MS
/** However much it is used: one day everybody has to show their password again. */
const SESSION_MS_MAX = 180 * DAY_MS
/** A session in use is extended at most this often, so that reading does not mean writing. */
const EXTEND_EVERY_MS = DAY_MS

/** Where and with what it was used last is noted as seldom. */
const NOTE_EVERY_MS = 3_600_000

const LOOKUP_LIMITS = { size_max: 256, length_max: 5_000, wait_ms_max: 5_000, runs_max: 1 }

export interface Session {
  readonly user_id: number
  /** True when its life was just extended: the cookie should be sent again. */
  readonly extended: boolean
}

/** Opaque tokens; the database knows only their keyed hashes. */
export interface Sessions {
  /** Opens a session and returns its token. */
  open(db: Db, user_id: number, seen: SeenFrom): Promise<string>
  /** @param seen with what it is used now; absent: nobody asks, and nothing is noted. */
  find(token: string, seen?: SeenFrom): Promise<Session | undefined>
  /** Ends them for every server at once: none keeps a copy. */
  close(tokens: readonly string[]): Promise<void>
  /** Ends all of a person's sessions. */
  closeAll(db: Db, user_id: number): Promise<void>
  /** Ends all of a person's sessions but this one. */
  closeOthers(db: Db, user_id: number, token: string): Promise<void>
  /** As the database knows a token. */
  hash(token: string): string
}

interface SessionRow {
  readonly token_hash: string
  readonly user_id: number
  readonly expires_at: Date
  readonly ends_at: Date
  readonly used_at: Date
}

export function createSessions(database: Database, clock: Clock, secret: string): Sessions {
  const db = database.kysely
  const hash = (token: string) => createHmac('sha256', secret).update(token).digest('base64url')
  const after = (ms: number) => new Date(clock.now().getTime() + ms)
  const expiryWithin = (ends_at: Date) =>
    new Date(Math.min(after(SESSION_MS).getTime(), ends_at.getTime()))

  // Requests that come together are looked up together: one statement instead of one each.
  const lookups = createBatch<string, SessionRow | undefined>(LOOKUP_LIMITS, async (hashes) => {
    const values = [hashes, clock.now().toISOString()]
    const rows = await database.run<SessionRow>(FIND_SESSIONS, values)
    const found = new Map(rows.map((row) => [row.token_hash, row]))
    return hashes.map((token_hash) => found.get(token_hash))
  })

  return {
    hash,
    async open(trx, user_id, seen) {
      const token = randomBytes(32).toString('base64url')
      const ends_at = after(SESSION_MS_MAX)
      const expires_at = expiryWithin(ends_at)
      const now = clock.now()
      const times = { expires_at, ends_at, created_at: now, used_at: now }
      await insertSession(trx, { token_hash: hash(token), user_id, ...times, ...seen })
      return token
    },
    async find(token, seen) {
      const row = await lookups.submit(hash(token))
      if (!row) return undefined
      const expires_at = expiryWithin(row.ends_at)
      const extended = expires_at.getTime() - row.expires_at.getTime() >= EXTEND_EVERY_MS
      const now = clock.now()
      const noted = seen && now.getTime() - row.used_at.getTime() >= NOTE_EVERY_MS
      if (extended || noted)
        await updateSession(db, row.token_hash, {
          ...(extended && { expires_at }),
          ...(noted && { used_at: now, ...seen }),
        })
      return { user_id: row.user_id, extended }
    },
    async close(tokens) {
      if (tokens.length > 0) await deleteSessions(db, tokens.map(hash))
    },
    async closeOthers(trx, user_id, token) {
      await deleteOtherSessions(trx, user_id, hash(token))
    },
    async closeAll(trx, user_id) {
      await deleteSessionsOf(trx, user_id)
    },
  }
}
