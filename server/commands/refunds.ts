import { plainMoney } from '../../rules/money.ts'
import { auditCommand } from '../operator/audit-log.ts'
import { findOpenRefunds, retryRefund } from '../payments/refund-rows.ts'
import { finishRefund } from '../payments/send-refunds.ts'
import { openRuntime, type Runtime } from '../runtime.ts'
import { readId } from './read-id.ts'

export interface RefundChanges {
  /** Ids of refunds that were refused. */
  readonly retry: readonly string[]
  readonly paid: readonly string[]
}

/** Tries refused refunds again, notes those that the operator has paid, and lists what is open. */
export async function manageRefunds({ retry, paid }: RefundChanges) {
  const runtime = await openRuntime()
  try {
    const { database, clock } = runtime
    const note = (act: string, id: string) =>
      auditCommand(database.kysely, clock, {
        act,
        subject: 'refund',
        subject_id: readId(id, 'a refund'),
      })
    for (const id of retry) {
      if (!(await retryRefund(database.kysely, readId(id, 'a refund'), clock.now())))
        throw new Error(`refund ${id} was not refused, so it cannot be tried again`)
      await note('refund_retried', id)
    }
    for (const id of paid) {
      await notePaid(runtime, readId(id, 'a refund'))
      await note('refund_paid_otherwise', id)
    }
    await list(runtime)
  } finally {
    await runtime.database.close()
  }
}

async function notePaid({ database, clock }: Runtime, refund_id: number): Promise<void> {
  const open = await findOpenRefunds(database.kysely)
  const refund = open.find(({ id, status }) => id === refund_id && status === 'refused')
  const ending = { status: 'done', last_code: refund?.last_code ?? null, from: 'bank' } as const
  if (!refund || !(await finishRefund(database.kysely, clock, { refund_id }, ending)))
    throw new Error(`refund ${refund_id} was not refused, so it is not for you to pay`)
}

async function list({ database, clock, settings }: Runtime): Promise<void> {
  const open = await findOpenRefunds(database.kysely)
  if (open.length === 0) return console.log('no refund is open')
  const { currency } = settings
  const unit = currency === 'CNY' ? 'yuan' : currency
  console.log(`id\tstatus\torder\t${unit}\tcause\ttries\tlast code\tprovider\ttrade\tsince`)
  for (const one of open) {
    const { id, status, order_id, cause, tries, last_code, provider, trade_no } = one
    const amount = plainMoney(one.amount_fen, currency)
    const cells = [id, status, order_id, amount, cause, tries, last_code ?? '-']
    console.log([...cells, provider, trade_no, clock.format(one.created_at)].join('\t'))
  }
}
