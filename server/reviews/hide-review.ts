import type { Clock } from '../platform/database/clock.ts'
import type { Db, Trx } from '../schema.ts'
import { readText } from './read-text.ts'
import { findReported, lockCommented } from './sql.ts'

const LISTED_MAX = 1_000

/**
 * Takes a review off the pages, and its stars out of the average, for a reason that its author and
 * its host are told. False where there is no such review.
 *
 * @throws {Refusal} `params_invalid` for a reason that nobody could read.
 */
export const hideReview = (trx: Trx, clock: Clock, order_id: number, typed: string) => {
  const hidden_reason = readText('reason', typed)
  return judge(trx, clock, order_id, (now) => ({ hidden_at: now, hidden_reason }))
}

/** Shows a review again, or lets it stand: reports up to now are dealt with. */
export const restoreReview = (trx: Trx, clock: Clock, order_id: number) =>
  judge(trx, clock, order_id, () => ({ hidden_at: null, hidden_reason: '' }))

/** Reviews that wait for somebody to judge them. */
export const listReported = (db: Db) => findReported(db, LISTED_MAX)

type Judgement = { readonly hidden_at: Date | null; readonly hidden_reason: string }

async function judge(
  trx: Trx,
  clock: Clock,
  order_id: number,
  decide: (now: Date) => Judgement,
): Promise<boolean> {
  const order = await lockCommented(trx, order_id)
  if (!order) return false
  const now = clock.now()
  await keepJudgement(trx, order, { ...decide(now), judged_at: now })
  return true
}

const keepJudgement = (
  trx: Trx,
  { house_id, id }: { house_id: number; id: number },
  judgement: Judgement & { judged_at: Date },
) =>
  trx
    .insertInto('reviews')
    .values({ house_id, order_id: id, ...judgement })
    .onConflict((conflict) => conflict.columns(['house_id', 'order_id']).doUpdateSet(judgement))
    .execute()
