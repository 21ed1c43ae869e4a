import { Refusal } from '../../contract/refusals.ts'
import { audit } from '../operator/audit-log.ts'
import { hideReview, listReported, restoreReview } from '../reviews/hide-review.ts'
import { openRuntime, type Runtime } from '../runtime.ts'
import { readId } from './read-id.ts'

export interface ReviewsWanted {
  readonly reported?: boolean
  /** The order whose review it is. */
  readonly hide?: string
  readonly reason?: string
  readonly restore?: string
}

/** Deals with reviews that people have reported; prints what was done, or what waits. */
export async function manageReviews({ reported, hide, reason, restore }: ReviewsWanted) {
  const wanted = [reported, hide, restore].filter((one) => one !== undefined)
  if (wanted.length !== 1)
    throw new Error('what to do is missing: one of --reported, --hide ORDER, --restore ORDER')
  if (hide !== undefined && !reason?.trim())
    throw new Error('--hide needs --reason: its author and its host are told')
  const runtime = await openRuntime()
  try {
    if (hide !== undefined) {
      const done = await judge(runtime, readId(hide, 'an order'), reason ?? '').catch(sayWhy)
      say(done, hide, 'hidden')
    } else if (restore !== undefined)
      say(await judge(runtime, readId(restore, 'an order'), undefined), restore, 'shown')
    else
      for (const row of await listReported(runtime.database.kysely))
        console.log(
          [row.order_id, `house ${row.house_id}`, `${row.reports} reports`, ...texts(row)].join(
            '\t',
          ),
        )
  } finally {
    await runtime.database.close()
  }
}

/** Hides a review for a reason, or shows it again without one; false where there is none. */
const judge = ({ database, clock }: Runtime, order_id: number, reason: string | undefined) =>
  database.kysely.transaction().execute(async (trx) => {
    const done = await (reason === undefined
      ? restoreReview(trx, clock, order_id)
      : hideReview(trx, clock, order_id, reason))
    const act = reason === undefined ? 'review_restored' : 'review_hidden'
    const told = { act, subject: 'order', subject_id: order_id, reason: reason ?? '' }
    if (done) await audit(trx, clock, 'command', told)
    return done
  })

function say(done: boolean, order: string, state: string): void {
  if (!done) throw new Error(`order ${order} has no review`)
  console.log(`order ${order}: review ${state}`)
}

/** Each on the row's own line, whatever people wrote. */
const texts = ({ reasons, comment }: { reasons: readonly string[]; comment: string }) =>
  [reasons.join(' | '), comment].map((text) => text.replace(/\s+/g, ' '))

function sayWhy(error: unknown): never {
  throw error instanceof Refusal ? new Error('--reason has nothing that can be read') : error
}
