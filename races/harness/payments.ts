import { API_PREFIX } from '../../contract/route.ts'
import { addDays } from '../../rules/night-date.ts'
import { WIDEST_BOOKING_LIMITS } from '../../server/availability/settings.ts'
import { changeOrder } from '../../server/orders/change-order.ts'
import { placeBatchWithin } from '../../server/orders/place-batch.ts'
import { STANDARD_DEADLINES } from '../../server/orders/settings.ts'
import { createSandbox } from '../../server/payments/providers/sandbox.ts'
import { refundOrder } from '../../server/payments/request-refund.ts'
import { startPayment } from '../../server/payments/start-payment.ts'
import { createClock } from '../../server/platform/database/clock.ts'
import { SESSION_SECRET } from './server-process.ts'
import type { RaceSite } from './site.ts'

const clock = createClock('Asia/Shanghai')
const sandbox = createSandbox(SESSION_SECRET)
const RULES = { deadlines: STANDARD_DEADLINES, refund: refundOrder }

/** An order that waits for its payment, and what the provider will say of that. */
export interface Waiting {
  readonly order_id: number
  readonly notice: URLSearchParams
}

/** Orders of one house, one a day, that were accepted and that their guests went to pay. */
export async function waitingOrders(site: RaceSite, count: number): Promise<Waiting[]> {
  const { database, guests, host } = site
  const db = database.kysely
  const [house_id = 0] = await site.addHouses(1)
  const requests = Array.from({ length: count }, (_, index) => {
    const day = addDays(clock.today(), index + 2)
    const guest_id = guests[index % guests.length]?.id ?? 0
    return { guest_id, house_id, start_date: day, end_date: day, idempotency_key: undefined }
  })
  const outcomes = await placeBatchWithin(STANDARD_DEADLINES, WIDEST_BOOKING_LIMITS)(
    database,
    clock,
    requests,
  )
  const waiting: Waiting[] = []
  for (const [index, outcome] of outcomes.entries()) {
    if ('refusal' in outcome) throw new Error(`an order was refused: ${outcome.refusal}`)
    const { order_id } = outcome
    await changeOrder(db, clock, RULES, { order_id, user_id: host.id, action: 'accept' })
    const guest_id = requests[index]?.guest_id ?? 0
    const request = { order_id, guest_id, provider: sandbox.name, channel: undefined }
    const payment = await startPayment(db, clock, RULES, request)
    if (!payment) throw new Error('the house of the races costs something')
    const notice = sandbox.signTrade({ ...payment, trade_status: 'TRADE_SUCCESS' })
    waiting.push({ order_id, notice: new URLSearchParams(notice) })
  }
  return waiting
}

/** Whether the server answered that it has understood; false where the connection broke. */
export const notify = (origin: string, { notice }: Waiting): Promise<boolean> =>
  fetch(`${origin}${API_PREFIX}/payments/notify/sandbox`, { method: 'POST', body: notice })
    .then((answer) => answer.text())
    .then(
      (text) => text === 'success',
      () => false,
    )
