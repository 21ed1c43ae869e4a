import { randomInt } from 'node:crypto'
import type { ChangeRules } from '../orders/change-order.ts'
import { lockUnpaidOrder, payOrder } from '../orders/pay-order.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db, Trx } from '../schema.ts'
import type { PaymentInstruction, ProviderName } from './payment-provider.ts'
import { closePayment, findHouseTitle, findOpenPayment, insertPayment } from './sql.ts'

const NAME_LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'
const NAME_LENGTH = 12

export interface PaymentRequest {
  readonly order_id: number
  readonly guest_id: number
}

/**
 * What a guest is to pay for an order, and under which name. However often it is asked, the order has one open
 * payment, so that paying twice is one trade at the provider. A stay that costs nothing is paid at
 * once, without a provider: undefined.
 *
 * @throws {Refusal} `action_invalid` when it is not their order, does not wait for a payment, or
 * its time has passed.
 */
export async function startPayment(
  db: Db,
  clock: Clock,
  rules: ChangeRules,
  provider: ProviderName,
  { order_id, guest_id }: PaymentRequest,
): Promise<PaymentInstruction | undefined> {
  return db.transaction().execute(async (trx) => {
    const order = await lockUnpaidOrder(trx, clock, order_id, guest_id)
    if (order.amount_fen === 0) {
      await payOrder(trx, clock, rules, order)
      return undefined
    }
    const out_trade_no = await findOrMake(trx, clock, provider, order)
    const title = order.title ?? (await findHouseTitle(trx, order.house_id))
    const subject = `${title} ${order.start_date} – ${order.end_date}`
    return { out_trade_no, amount_fen: order.amount_fen, subject, until: order.due_at ?? undefined }
  })
}

type Order = Awaited<ReturnType<typeof lockUnpaidOrder>>

async function findOrMake(trx: Trx, clock: Clock, provider: ProviderName, order: Order) {
  const { house_id, id: order_id, guest_id, amount_fen } = order
  const open = await findOpenPayment(trx, house_id, order_id)
  if (open?.provider === provider) return open.out_trade_no
  // The site was given another provider meanwhile.
  if (open) await closePayment(trx, open.id)
  const out_trade_no = nameTrade(clock, order_id)
  const created_at = clock.now()
  await insertPayment(trx, {
    out_trade_no,
    provider,
    house_id,
    order_id,
    guest_id,
    amount_fen,
    created_at,
  })
  return out_trade_no
}

/** Letters and digits, as every provider takes them; its end cannot be guessed. */
function nameTrade(clock: Clock, order_id: number): string {
  const at = clock.format(clock.now()).replace(/\D/g, '')
  const end = Array.from({ length: NAME_LENGTH }, () => NAME_LETTERS[randomInt(32)])
  return `${at}x${order_id}x${end.join('')}`
}
