import { sql } from 'kysely'
import type { ChangeStatus } from '../../../contract/order-changes.ts'
import type { Db, Tables, Trx } from '../../schema.ts'
import type { OrderKey } from '../sql.ts'

export type OrderChangeRow = Awaited<ReturnType<typeof findChanges>>[number]

const PENDING: readonly ChangeStatus[] = ['open', 'accepted']
/** As many as a page shows, and as many as anybody may propose for one order. */
export const CHANGES_MAX = 20

/** The proposals of an order, the newest first. */
export const findChanges = (db: Db, { house_id, order_id }: OrderKey) =>
  db
    .selectFrom('order_changes')
    .selectAll()
    .where('house_id', '=', house_id)
    .where('order_id', '=', order_id)
    .orderBy('id', 'desc')
    .limit(CHANGES_MAX)
    .execute()

type NewChange = Omit<Tables['order_changes'], 'id' | 'status' | 'lines'> & {
  readonly lines: string
}

export async function insertChange(trx: Trx, change: NewChange): Promise<number> {
  const { id } = await trx
    .insertInto('order_changes')
    .values(change)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Moves a change on, if it still stands where it was seen; its order is locked. */
export async function moveChange(
  trx: Trx,
  change: Pick<OrderChangeRow, 'id' | 'status'>,
  to: { readonly status: ChangeStatus; readonly due_at?: Date },
): Promise<void> {
  await trx
    .updateTable('order_changes')
    .set(to)
    .where('id', '=', change.id)
    .where('status', '=', change.status)
    .executeTakeFirstOrThrow()
}

export const isPending = ({ status, due_at }: OrderChangeRow, now: Date): boolean =>
  PENDING.includes(status) && due_at > now

/** What was proposed or accepted and whose time has passed, with its order, each locked. */
export async function lockLapsed(trx: Trx, now: Date, limit: number) {
  const { rows } = await sql<OrderKey & { readonly id: number }>`
    SELECT o.house_id, o.id AS order_id, c.id
    FROM order_changes c JOIN orders o ON o.house_id = c.house_id AND o.id = c.order_id
    WHERE c.status IN ('open', 'accepted') AND c.due_at <= ${now}
    ORDER BY c.due_at LIMIT ${limit}
    FOR UPDATE OF o SKIP LOCKED`.execute(trx)
  return rows
}

export const lapse = (trx: Trx, change_id: number) =>
  trx
    .updateTable('order_changes')
    .set({ status: 'lapsed' })
    .where('id', '=', change_id)
    .where('status', 'in', PENDING)
    .executeTakeFirst()
