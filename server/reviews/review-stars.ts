import { Refusal } from '../../contract/refusals.ts'
import { ASPECTS, type Aspect } from '../../rules/rating.ts'
import type { Trx } from '../schema.ts'

/** What a guest gives a stay; all of it is optional, as clients of before send none. */
export interface ReviewStars {
  readonly stars?: number | undefined
  readonly aspects?: Readonly<Partial<Record<Aspect, number>>> | undefined
}

/** @throws {Refusal} `params_invalid` for stars of aspects alone: what would they be aspects of? */
export function checkStars({ stars, aspects }: ReviewStars): void {
  if (stars === undefined && aspects && Object.keys(aspects).length > 0)
    throw new Refusal('params_invalid', { field: 'stars', problem: 'required beside aspects' })
}

/**
 * Keeps the stars of a comment that the same transaction writes; the database counts them for the
 * house (migration 043).
 */
export const insertStars = async (trx: Trx, order: ReviewKey, given: ReviewStars) => {
  if (given.stars === undefined) return
  await trx
    .insertInto('reviews')
    .values({ ...keyOf(order), ...columnsOf(given) })
    .execute()
}

/** The stars of a comment that is edited, instead of those it had. */
export const replaceStars = (trx: Trx, order: ReviewKey, given: ReviewStars, edited_at: Date) =>
  trx
    .insertInto('reviews')
    .values({ ...keyOf(order), ...columnsOf(given), edited_at })
    .onConflict((conflict) =>
      conflict.columns(['house_id', 'order_id']).doUpdateSet({ ...columnsOf(given), edited_at }),
    )
    .execute()

/** A review as the database keys it: by its order. */
export interface ReviewKey {
  readonly house_id: number
  readonly id: number
}

const keyOf = ({ house_id, id }: ReviewKey) => ({ house_id, order_id: id })

const columnsOf = ({ stars = undefined, aspects = {} }: ReviewStars) => ({
  stars: stars ?? null,
  ...(Object.fromEntries(ASPECTS.map((aspect) => [aspect, aspects[aspect] ?? null])) as Record<
    Aspect,
    number | null
  >),
})
