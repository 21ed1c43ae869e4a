import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'

const SHOWN_MAX = 100
const KEPT_MS = 86_400_000

export interface OutboxMessage {
  readonly kind: 'sms' | 'image_code' | 'mail'
  /** A mobile number, the id of an image code, or a mail address. */
  readonly recipient: string
  /** '' where the message has none. */
  readonly code: string
  readonly text: string
}

/** Keeps what would have been sent, for development: whoever reads it holds every code. */
export interface Outbox {
  keep(message: OutboxMessage): Promise<void>
  /** Newest first. */
  list(): Promise<(OutboxMessage & { readonly created_at: string })[]>
}

export function createOutbox(db: Db, clock: Clock): Outbox {
  return {
    async keep({ kind, recipient, code, text }) {
      const created_at = clock.now()
      const row = { kind, recipient, code, text, created_at }
      await db.insertInto('outbox_messages').values(row).execute()
    },
    async list() {
      const rows = await db
        .selectFrom('outbox_messages')
        .select(['kind', 'recipient', 'code', 'text', 'created_at'])
        .orderBy('id', 'desc')
        .limit(SHOWN_MAX)
        .execute()
      return rows.map((row) => ({ ...row, created_at: clock.format(row.created_at) }))
    },
  }
}

export async function pruneOutbox(db: Db, clock: Clock): Promise<void> {
  const oldest = new Date(clock.now().getTime() - KEPT_MS)
  await db.deleteFrom('outbox_messages').where('created_at', '<', oldest).execute()
}
