import { randomInt } from 'node:crypto'
import type { Channel, ProviderName } from '../../contract/payments.ts'
import type { ChangeRules } from '../orders/change-order.ts'
import { lockUnpaidOrder, payOrder } from '../orders/pay-order.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db, Trx } from '../schema.ts'
import type { PaymentInstruction } from './payment-provider.ts'
import { findHouseTitle, findOpenPayment, insertPayment, replacePayment } from './sql.ts'

const NAME_LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'
const NAME_LENGTH = 12

export interface PaymentRequest {
  readonly order_id: number
  readonly guest_id: number
  readonly provider: ProviderName
  readonly channel: Channel | undefined
  /** A name that its provider takes no payment under any more. */
  readonly spent?: string
}

/**
 * What a guest is to pay for an order, and under which name. However often it is asked, the order
 * has one open payment, so that paying twice is one trade at the provider; another provider, or
 * another way to pay, takes its place. A stay that costs nothing is paid at once, without a
 * provider: undefined.
 *
 * @throws {Refusal} `action_invalid` when it is not their order, does not wait for a payment, or
 * its time has passed.
 */
export async function startPayment(
  db: Db,
  clock: Clock,
  rules: ChangeRules,
  request: PaymentRequest,
): Promise<PaymentInstruction | undefined> {
  return db.transaction().execute(async (trx) => {
    const order = await lockUnpaidOrder(trx, clock, request.order_id, request.guest_id)
    if (order.amount_fen === 0) {
      await payOrder(trx, clock, rules, order)
      return undefined
    }
    const payment = await findOrMake(trx, clock, request, order)
    const title = order.title ?? (await findHouseTitle(trx, order.house_id))
    const subject = `${title} ${order.start_date} – ${order.end_date}`
    return { ...payment, order_id: order.id, subject, until: order.due_at ?? undefined }
  })
}

type Order = Awaited<ReturnType<typeof lockUnpaidOrder>>

async function findOrMake(trx: Trx, clock: Clock, request: PaymentRequest, order: Order) {
  const { house_id, id: order_id, guest_id, amount_fen, change_id } = order
  const { provider, channel } = request
  const open = await findOpenPayment(trx, house_id, order_id)
  const same = open?.provider === provider && (open.channel ?? undefined) === channel
  const for_same = open?.change_id === change_id && open.amount_fen === amount_fen
  if (open && same && for_same && open.out_trade_no !== request.spent) return { ...open, channel }
  // Chosen anew, spent, or for something else: what was begun before is to be closed at its provider.
  if (open) await replacePayment(trx, open.id, clock.now())
  const out_trade_no = nameTrade(clock, order_id)
  const created_at = clock.now()
  await insertPayment(trx, {
    out_trade_no,
    provider,
    house_id,
    order_id,
    guest_id,
    amount_fen,
    change_id,
    created_at,
    channel,
  })
  return { out_trade_no, amount_fen, created_at, channel, trade_no: null }
}

/** At most 32 letters and digits, as every provider takes them; its end cannot be guessed. */
function nameTrade(clock: Clock, order_id: number): string {
  const day = clock.today().replaceAll('-', '')
  const end = Array.from({ length: NAME_LENGTH }, () => NAME_LETTERS[randomInt(32)])
  return `${day}x${order_id}x${end.join('')}`
}
