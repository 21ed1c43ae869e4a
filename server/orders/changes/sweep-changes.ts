import type { Clock } from '../../platform/database/clock.ts'
import type { Db } from '../../schema.ts'
import { lockOrder, recordEvent } from '../sql.ts'
import { lapse, lockLapsed } from './change-rows.ts'

const BATCH_MAX = 100
const BATCHES_MAX = 20

/** Ends what was proposed and not answered, or accepted and not paid, in its time. */
export async function sweepChanges(db: Db, clock: Clock, stopping?: AbortSignal): Promise<void> {
  for (let batch = 0; batch < BATCHES_MAX && !stopping?.aborted; batch += 1)
    if ((await sweepBatch(db, clock)) < BATCH_MAX) return
}

const sweepBatch = (db: Db, clock: Clock): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const now = clock.now()
    const lapsed = await lockLapsed(trx, now, BATCH_MAX)
    for (const { id, ...key } of lapsed) {
      const order = await lockOrder(trx, key)
      const { numUpdatedRows } = await lapse(trx, id)
      if (!order || numUpdatedRows === 0n) continue
      const to = order.status
      await recordEvent(trx, order, {
        kind: 'change_lapsed',
        to,
        at: now,
        actor: 'system',
        reason: '',
      })
    }
    return lapsed.length
  })
