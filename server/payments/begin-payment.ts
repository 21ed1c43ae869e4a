import type { Channel, ProviderName, startPayment as route } from '../../contract/payments.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { Part } from '../../contract/route.ts'
import type { ChangeRules } from '../orders/change-order.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import type { Providers } from './choose-provider.ts'
import {
  type Begun,
  type Checkout,
  type PaymentProvider,
  ProviderFailed,
  TradeSpent,
} from './payment-provider.ts'
import { noteTrade } from './sql.ts'
import { startPayment } from './start-payment.ts'

/** Names that a provider may have no use for any more, one after the other. */
const TRIES_MAX = 2

interface BeginRequest {
  readonly provider: ProviderName | undefined
  readonly channel: Channel | undefined
  readonly order_id: number
  readonly guest_id: number
}

/**
 * Starts a guest's payment and has its provider begin it, out of the transaction that wrote it.
 *
 * @throws {Refusal} `action_invalid`; `params_invalid` for what is not on at this site;
 * `provider_away`: the payment stays open, and is begun again when it is asked for again.
 */
export async function beginPayment(
  db: Db,
  clock: Clock,
  rules: ChangeRules,
  providers: Providers,
  { order_id, guest_id, ...wanted }: BeginRequest,
  checkout: Checkout,
): Promise<Part<typeof route, 'data'>> {
  const provider = wanted.provider ? providers.find(wanted.provider) : providers.first
  if (!provider)
    throw new Refusal('params_invalid', { field: 'provider', problem: 'is not on at this site' })
  const channel = channelOf(provider, wanted.channel, checkout)
  const request = { order_id, guest_id, provider: provider.name, channel }
  let spent: string | undefined
  for (let tries = 1; ; tries += 1) {
    const payment = await startPayment(db, clock, rules, { ...request, ...(spent && { spent }) })
    if (!payment) return { pay_url: `/orders/${order_id}` }
    try {
      const begun = await provider.begin(payment, checkout)
      return told(provider, channel, await noted(db, payment.out_trade_no, begun))
    } catch (error) {
      if (!(error instanceof TradeSpent) || tries >= TRIES_MAX) throw error
      spent = payment.out_trade_no
    }
  }
}

/** The way to pay: what is asked for, else what the guest's device is made for. */
function channelOf(
  { channels }: PaymentProvider,
  asked: Channel | undefined,
  { device }: Checkout,
): Channel | undefined {
  if (asked) {
    if (channels.includes(asked)) return asked
    throw new Refusal('params_invalid', { field: 'channel', problem: 'is not on at this site' })
  }
  const usual = device === 'desk' ? 'native' : 'h5'
  return channels.includes(usual) ? usual : channels[0]
}

async function noted(db: Db, out_trade_no: string, begun: Begun): Promise<Begun> {
  if (begun.trade_no) await noteTrade(db, out_trade_no, begun.trade_no)
  return begun
}

const told = (
  { name }: PaymentProvider,
  channel: Channel | undefined,
  { trade_no: _, ...begun }: Begun,
) => ({ ...begun, provider: name, ...(channel && { channel }) })

/** What a failure to begin means to the guest; the log has the provider's code. */
export const isProviderAway = (error: unknown): boolean =>
  error instanceof ProviderFailed || error instanceof TradeSpent
