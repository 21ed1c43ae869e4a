import { API_PREFIX } from '../../contract/route.ts'
import { createSandbox, type SandboxTrade } from '../../server/payments/providers/sandbox.ts'
import { type Member, SESSION_SECRET, type Site } from './site.ts'

/** The sandbox as every site of the tests knows it. */
export const SANDBOX = createSandbox(SESSION_SECRET)

/** A payment under its name. */
export interface Started {
  readonly out_trade_no: string
  readonly amount_fen: number
}

/** Starts a payment of the guest's order, as the button does; throws where it is refused. */
export async function startPayment(
  { site, guest }: { readonly site: Site; readonly guest: Member },
  order_id: number,
): Promise<Started> {
  const { errcode, data } = await guest.post(`/orders/${order_id}/payment`, {})
  if (errcode !== '0') throw new Error(`could not start a payment: ${errcode}`)
  const out_trade_no = new URL(data.pay_url, 'http://site').searchParams.get('out_trade_no') ?? ''
  const { amount_fen } = await site.database.kysely
    .selectFrom('orders')
    .select('amount_fen')
    .where('id', '=', order_id)
    .executeTakeFirstOrThrow()
  return { out_trade_no, amount_fen }
}

const told = (trade_status: SandboxTrade['trade_status']) => (payment: Started) =>
  SANDBOX.sign({ ...payment, trade_status })
export const paid = told('TRADE_SUCCESS')
export const closed = told('TRADE_CLOSED')
export const unpaid = told('WAIT_BUYER_PAY')

/** A provider's call, and what it was answered, word for word. */
export async function notifyRaw(
  { origin }: Pick<Site, 'origin'>,
  parameters: Readonly<Record<string, string>>,
  provider = 'sandbox',
): Promise<string> {
  const answer = await fetch(`${origin}${API_PREFIX}/payments/notify/${provider}`, {
    method: 'POST',
    body: new URLSearchParams(parameters),
  })
  return answer.text()
}

/** The same; throws where the site has not understood. */
export async function notify(site: Pick<Site, 'origin'>, parameters: Record<string, string>) {
  const answer = await notifyRaw(site, parameters)
  if (answer !== 'success') throw new Error(`the site did not take a notice: ${answer}`)
}
