import { Refusal } from '../../contract/refusals.ts'
import { checkVisibleHouse } from '../houses/visible-house.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { readText } from './read-text.ts'
import { countReports, findShownComment, insertReport } from './sql.ts'

const REPORTS_MAX = 20
const REPORTS_HOURS = 24

export interface Report {
  readonly house_id: number
  readonly review_id: number
  readonly reporter_id: number
  readonly reason: string
}

/**
 * Tells the site of a review that should not stand there.
 *
 * @throws {Refusal} `params_invalid`; `review_missing` for what is not shown to this person;
 * `own_review`, `review_reported`, `reports_spent`.
 */
export async function reportReview(db: Db, clock: Clock, report: Report): Promise<void> {
  const { house_id, review_id, reporter_id } = report
  const reason = readText('reason', report.reason)
  await checkVisibleHouse(db, house_id, reporter_id).catch(missingReview)
  const review = await findShownComment(db, house_id, review_id)
  if (!review) throw new Refusal('review_missing')
  if (review.guest_id === reporter_id) throw new Refusal('own_review')
  const now = clock.now()
  await db.transaction().execute(async (trx) => {
    // One after another for each person, so that they cannot pass the bound together.
    await trx
      .selectFrom('users')
      .select('id')
      .where('id', '=', reporter_id)
      .forNoKeyUpdate()
      .execute()
    const since = new Date(now.getTime() - REPORTS_HOURS * 3_600_000)
    if ((await countReports(trx, reporter_id, since)) >= REPORTS_MAX)
      throw new Refusal('reports_spent')
    const is_first = await insertReport(trx, {
      house_id,
      order_id: review_id,
      reporter_id,
      reason,
      created_at: now,
    })
    if (!is_first) throw new Refusal('review_reported')
  })
}

/** A review of a house that is not shown is as one that is not there. */
function missingReview(error: unknown): never {
  throw error instanceof Refusal ? new Refusal('review_missing') : error
}
