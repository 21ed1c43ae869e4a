import { sql } from 'kysely'
import type { Clock } from '../platform/database/clock.ts'
import type { Db, Trx } from '../schema.ts'

/** Who did it: an operator from a network address, or whoever ran a command on the machine. */
export type Author = { readonly operator_id: number; readonly address: string } | 'command'

/** What was done, in names that stay the same; values say nothing of a person beside ids. */
export interface Act {
  readonly act: string
  readonly subject: string
  readonly subject_id?: number
  readonly before?: unknown
  readonly after?: unknown
  readonly reason?: string
}

/** Adds to the audit log, in the transaction of the act itself: neither is there without the other. */
export async function audit(trx: Trx, clock: Clock, author: Author, act: Act): Promise<void> {
  const by =
    author === 'command'
      ? { actor: 'command' as const, actor_id: null, address: '' }
      : { actor: 'operator' as const, actor_id: author.operator_id, address: author.address }
  await trx
    .insertInto('audit_entries')
    .values({
      ...by,
      at: clock.now(),
      act: act.act,
      subject: act.subject,
      subject_id: act.subject_id ?? null,
      before: asJson(act.before),
      after: asJson(act.after),
      reason: act.reason ?? '',
    })
    .execute()
}

const asJson = (value: unknown) =>
  value === undefined ? null : sql`${JSON.stringify(value)}::jsonb`

/** What is done by commands on the machine, each act with its entry. */
export const auditCommand = (db: Db, clock: Clock, act: Act): Promise<void> =>
  db.transaction().execute((trx) => audit(trx, clock, 'command', act))

export interface AuditQuery {
  readonly actor_id: number | undefined
  readonly act: string | undefined
  readonly subject: string | undefined
  readonly subject_id: number | undefined
  readonly before_id: number | undefined
  readonly limit: number
}

/** Newest first. */
export const findAudit = (db: Db, query: AuditQuery) =>
  db
    .selectFrom('audit_entries')
    .leftJoin('users', 'users.id', 'audit_entries.actor_id')
    .selectAll('audit_entries')
    .select('users.name as actor_name')
    .$if(query.actor_id !== undefined, (found) =>
      found.where('actor_id', '=', query.actor_id as number),
    )
    .$if(query.act !== undefined, (found) => found.where('act', '=', query.act as string))
    .$if(query.subject !== undefined, (found) =>
      found.where('subject', '=', query.subject as string),
    )
    .$if(query.subject_id !== undefined, (found) =>
      found.where('subject_id', '=', query.subject_id as number),
    )
    .$if(query.before_id !== undefined, (found) =>
      found.where('audit_entries.id', '<', query.before_id as number),
    )
    .orderBy('audit_entries.id', 'desc')
    .limit(query.limit)
    .execute()
