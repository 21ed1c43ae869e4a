import { userInfo } from 'node:os'
import { audit } from '../operator/audit-log.ts'
import {
  holdPayout,
  listHolds,
  type NotHeld,
  REASON_MAX,
  releasePayout,
} from '../payments/payout-holds.ts'
import { openRuntime } from '../runtime.ts'
import { readId } from './read-id.ts'

interface HoldOptions {
  readonly hold?: string
  readonly release?: string
  readonly reason?: string
  readonly by?: string
}

/** Whether the options are for keeping orders from being paid out, or ending that. */
export const isOfHolds = (given: HoldOptions): boolean =>
  [given.hold, given.release, given.reason, given.by].some((option) => option !== undefined)

const WORDS: Readonly<Record<NotHeld, string>> = {
  no_order: 'there is no such order',
  nothing_paid: 'nothing was paid for it',
  paid_out: 'its host was paid already',
  held_already: 'it is on hold already',
  not_held: 'it is not on hold',
}

/** Holds the payout of one order, or releases it, and lists all that are on hold then. */
export async function manageHolds({ hold, release, reason, by }: HoldOptions) {
  const order_id = readOrder(hold, release)
  const words = hold === undefined ? '' : readReason(reason)
  const runtime = await openRuntime()
  try {
    const { database, clock } = runtime
    const who = { order_id, by: by?.trim() || userInfo().username }
    const failed = await database.kysely.transaction().execute(async (trx) => {
      const failed = await (hold === undefined
        ? releasePayout(trx, clock, who)
        : holdPayout(trx, clock, { ...who, reason: words }))
      const act = hold === undefined ? 'payout_released' : 'payout_held'
      const told = { act, subject: 'order', subject_id: order_id, reason: words }
      if (!failed) await audit(trx, clock, 'command', told)
      return failed
    })
    if (failed) throw new Error(`order ${order_id}: ${WORDS[failed]}`)
    console.log('order\tsince\tby\treason')
    for (const one of await listHolds(database.kysely))
      console.log([one.order_id, clock.format(one.held_at), one.held_by, one.reason].join('\t'))
  } finally {
    await runtime.database.close()
  }
}

function readOrder(hold: string | undefined, release: string | undefined): number {
  const text = hold ?? release
  if (text === undefined || (hold !== undefined && release !== undefined))
    throw new Error('give one of --hold ORDER and --release ORDER')
  return readId(text, 'an order')
}

function readReason(reason = ''): string {
  const words = reason.replace(/\s+/g, ' ').trim()
  if (words === '' || words.length > REASON_MAX)
    throw new Error(`--reason must say why, in 1 to ${REASON_MAX} characters`)
  return words
}
