import type { Tables, Trx } from '../schema.ts'

type Entry = Pick<Tables['ledger_entries'], 'account' | 'amount_fen'> & {
  readonly owner_id?: number
}

interface Posting {
  readonly kind: Tables['ledger_transactions']['kind']
  /** What is posted, once: a payment, refund or payout. */
  readonly subject_id: number
  readonly at: Date
  /** Their amounts sum to zero: the database refuses what does not. */
  readonly entries: readonly Entry[]
}

/** Posts one thing that happened to money; a second time is an error of the database. */
export async function post(trx: Trx, { kind, subject_id, at, entries }: Posting): Promise<void> {
  const { id } = await trx
    .insertInto('ledger_transactions')
    .values({ kind, subject_id, at })
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('ledger_entries')
    .values(entries.map((entry) => ({ ...entry, transaction_id: id })))
    .execute()
}
