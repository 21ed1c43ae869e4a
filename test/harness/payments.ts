import { expect } from 'vitest'
import { API_PREFIX } from '../../contract/route.ts'
import { closeTrades } from '../../server/payments/close-trades.ts'
import type { PaymentProvider } from '../../server/payments/payment-provider.ts'
import { postOrders } from '../../server/payments/post-orders.ts'
import { createSandbox, type SandboxTrade } from '../../server/payments/providers/sandbox.ts'
import { sendRefunds } from '../../server/payments/send-refunds.ts'
import { findTotals, verifyLedger } from '../../server/payments/verify-ledger.ts'
import type { Client } from './client.ts'
import { SESSION_SECRET, type Site } from './site.ts'

/** The sandbox as every site of the tests knows it. */
export const SANDBOX = createSandbox(SESSION_SECRET)

/** A payment under its name. */
export interface Started {
  readonly out_trade_no: string
  readonly amount_fen: number
}

/** Starts a payment of the guest's order, as the button does; throws where it is refused. */
export async function startPayment(
  { site, guest }: { readonly site: Site; readonly guest: Client },
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
  SANDBOX.signTrade({ ...payment, trade_status })
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

/** What the guest's page does with the address that the provider sent the browser back to. */
export const returnFromProvider = (
  client: Client,
  parameters: string | Readonly<Record<string, string>>,
) =>
  client.put('/order/payment', new URLSearchParams(parameters).toString(), {
    'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
  })

/** Does what the job for refunds does; answers the ids of those that failed. */
export async function sendAllRefunds(
  { database, clock }: Site,
  provider: PaymentProvider = SANDBOX,
): Promise<number[]> {
  const failed: number[] = []
  const report = (_error: unknown, refund_id: number) => void failed.push(refund_id)
  await sendRefunds(database.kysely, clock, provider, report)
  return failed
}

/** Does what the job for closing does; answers the names of those that failed. */
export async function closeAllTrades(
  { database, clock }: Site,
  provider: PaymentProvider,
): Promise<string[]> {
  const failed: string[] = []
  await closeTrades(database.kysely, clock, provider, (_, name) => void failed.push(name))
  return failed
}

/** A provider's call whose body is signed as a whole, and how it was answered. */
export async function callSigned(
  { origin }: Pick<Site, 'origin'>,
  provider: string,
  { body, headers }: { readonly body: string; readonly headers: Record<string, string> },
): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(`${origin}${API_PREFIX}/payments/notify/${provider}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })
  return { status: answer.status, text: await answer.text() }
}

export const postAllStays = ({ database, clock }: Site, fee_basis_points = 0) =>
  postOrders(database.kysely, clock, fee_basis_points)

/** Fails unless all of the site's money is accounted for. */
export async function expectSoundLedger({ database }: Site): Promise<void> {
  expect(await verifyLedger(database)).toEqual([])
}

/** All that the database holds about an order's money. */
export async function moneyOf({ database: { kysely } }: Site, order_id: number) {
  const payments = await kysely
    .selectFrom('payments')
    .select(['id', 'out_trade_no', 'provider', 'status', 'trade_no', 'amount_fen', 'settled'])
    .where('order_id', '=', order_id)
    .orderBy('id')
    .execute()
  const ids = [0, ...payments.map(({ id }) => id)]
  const refunds = await kysely
    .selectFrom('refunds')
    .select(['id', 'payment_id', 'cause', 'amount_fen', 'status', 'tries', 'last_code'])
    .where('payment_id', 'in', ids)
    .orderBy('id')
    .execute()
  const inbox = await kysely
    .selectFrom('payment_inbox')
    .select('event_id')
    .where('payment_id', 'in', ids)
    .execute()
  return { payments, refunds, inbox: inbox.length }
}

/** What each account of the site has. */
export async function totalsOf({ database }: Site): Promise<Record<string, number>> {
  const totals = await findTotals(database.kysely)
  return Object.fromEntries(totals.map(({ account, fen }) => [account, fen]))
}

/** What a browser does with a button of the sandbox's cashier, and where it is sent. */
export async function pressAtCashier(
  { origin }: Pick<Site, 'origin'>,
  pay_url: string,
  action: string,
  headers: Record<string, string> = {},
): Promise<URL> {
  const out_trade_no = new URL(pay_url, origin).searchParams.get('out_trade_no') ?? ''
  const answer = await fetch(`${origin}/sandbox/cashier`, {
    method: 'POST',
    body: new URLSearchParams({ out_trade_no, lang: 'zh', action }),
    redirect: 'manual',
    headers,
  })
  expect(answer.status).toBe(303)
  return new URL(answer.headers.get('location') ?? '', origin)
}
