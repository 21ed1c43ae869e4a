import Stripe from 'stripe'
import type { Clock } from '../../platform/database/clock.ts'
import {
  type Callback,
  type PaymentInstruction,
  type PaymentProvider,
  ProviderFailed,
  type RefundNews,
  RefundRefused,
  TradeSpent,
  UnverifiedCallback,
} from '../payment-provider.ts'
import { createReturnPage } from '../return-page.ts'
import type { StripeSettings } from './stripe-settings.ts'

const ANSWER_MS_MAX = 8_000
const NAME_LENGTH_MAX = 250
const SKEW_S_MAX = 300
/** A page of Stripe stays open for half an hour at least and a day at most. */
const OPEN_S_MIN = 1_860
const OPEN_S_MAX = 86_340
/** Two requests for one payment ask for the same end of it. */
const END_S_STEP = 300
const REFUNDS_MAX = 100

/** Without decimals, yet counted in hundredths by Stripe: https://docs.stripe.com/currencies */
const IN_HUNDREDTHS = new Set(['ISK', 'UGX'])

const SESSION_EVENTS = new Set([
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
])
const REFUND_EVENTS = new Set(['refund.created', 'refund.updated', 'refund.failed'])

/** What no later try mends. */
const REFUSED_FOR_GOOD = new Set([
  'charge_already_refunded',
  'charge_disputed',
  'refund_disputed_payment',
  'resource_missing',
  'amount_too_large',
  'payment_intent_unexpected_state',
])

interface Site {
  readonly clock: Clock
  readonly return_url: URL | undefined
}

type Session = Stripe.Checkout.Session
type Metadata = Readonly<Record<string, string>> | null

/** Stripe Checkout: https://docs.stripe.com/payments/checkout */
export function createStripe(
  settings: StripeSettings,
  { clock, return_url }: Site,
): PaymentProvider {
  const { gateway, public_url } = settings
  const stripe = new Stripe(settings.secret_key, {
    protocol: gateway.protocol === 'http:' ? 'http' : 'https',
    host: gateway.hostname,
    ...(gateway.port && { port: gateway.port }),
    timeout: ANSWER_MS_MAX,
    maxNetworkRetries: 1,
    telemetry: false,
  })
  const currency = settings.currency.toLowerCase()
  const unit = IN_HUNDREDTHS.has(settings.currency) ? 100 : 1
  const is_live = settings.secret_key.includes('_live_')
  // An account may serve several sites and shops: each goes by its own.
  const site = public_url.origin
  const returnUrlOf = (query: Record<string, string>) =>
    new URL(createReturnPage(return_url).with({ provider: 'stripe', ...query }), public_url).href

  const createSession = ({ out_trade_no, amount_fen, subject, until }: PaymentInstruction) => {
    const metadata = { site, out_trade_no }
    const name = [...subject].slice(0, NAME_LENGTH_MAX).join('')
    const unit_amount = amount_fen * unit
    return stripe.checkout.sessions.create(
      {
        mode: 'payment',
        client_reference_id: out_trade_no,
        line_items: [
          { quantity: 1, price_data: { currency, unit_amount, product_data: { name } } },
        ],
        metadata,
        payment_intent_data: { metadata },
        expires_at: endOf(until, clock.now()),
        // Stripe fills the name in, and knows it by its braces alone.
        success_url: `${returnUrlOf({ out_trade_no })}&session_id={CHECKOUT_SESSION_ID}`,
        cancel_url: returnUrlOf({ out_trade_no, trade_status: 'WAIT_BUYER_PAY' }),
      },
      { idempotencyKey: `pay ${out_trade_no}` },
    )
  }

  /** Undefined where it is none of this site. */
  const readSession = (session: Session, event = ''): Callback | undefined => {
    const { metadata, client_reference_id, amount_total, payment_intent } = session
    if (metadata?.['site'] !== site) return undefined
    const { out_trade_no = '' } = metadata
    if (client_reference_id !== out_trade_no)
      throw new UnverifiedCallback('the order is another one')
    if (session.currency !== currency) throw new UnverifiedCallback('the currency is wrong')
    const is_paid = session.payment_status === 'paid'
    const is_over = session.status === 'expired' || event.endsWith('.async_payment_failed')
    return {
      out_trade_no,
      trade_no: is_paid ? idOf(payment_intent) : session.id,
      outcome: is_paid ? 'paid' : is_over ? 'closed' : 'open',
      amount_fen: (amount_total ?? Number.NaN) / unit,
    }
  }

  const readRefund = (refund: Stripe.Refund): RefundNews | undefined => {
    const { site: refunded_by, refund_id, out_trade_no = '' } = refund.metadata ?? {}
    if (refunded_by !== site) return undefined
    if (refund.currency !== currency) throw new UnverifiedCallback('the currency is wrong')
    const amount_fen = refund.amount / unit
    const news = { refund_id: Number(refund_id), out_trade_no, amount_fen }
    if (refund.status === 'succeeded') return news
    const refused = refund.status === 'failed' || refund.status === 'canceled'
    return refused ? { ...news, refused: refund.failure_reason ?? 'refund_failed' } : undefined
  }

  return {
    name: 'stripe',
    channels: [],
    async begin(payment) {
      const return_url = returnUrlOf({ out_trade_no: payment.out_trade_no })
      const session = await asking(
        payment.trade_no
          ? stripe.checkout.sessions.retrieve(payment.trade_no)
          : createSession(payment),
      ).catch((error) => {
        if (error instanceof ProviderFailed && error.code === 'idempotency_error')
          throw new TradeSpent(error.code)
        throw error
      })
      if (session.status === 'complete') return { pay_url: return_url, return_url }
      if (session.status !== 'open' || !session.url) throw new TradeSpent('the page is over')
      return { pay_url: session.url, return_url, trade_no: session.id }
    },

    async readCall({ headers, body }) {
      const event = verified(body, headers['stripe-signature'], settings, clock.now())
      if (event.livemode !== is_live) throw new UnverifiedCallback('the mode is wrong')
      if (event.account) throw new UnverifiedCallback('the account is wrong')
      if (SESSION_EVENTS.has(event.type))
        return readSession(event.data.object as Session, event.type)
      if (REFUND_EVENTS.has(event.type)) return readRefund(event.data.object as Stripe.Refund)
      return undefined
    },

    // The browser brings a name alone: Stripe says what came of it.
    async readReturn({ out_trade_no = '', session_id = '' }) {
      if (!/^cs_\w{1,250}$/.test(session_id))
        return { out_trade_no, trade_no: '', outcome: 'open', amount_fen: Number.NaN }
      const callback = readSession(await asking(stripe.checkout.sessions.retrieve(session_id)))
      if (callback?.out_trade_no === out_trade_no) return callback
      throw new UnverifiedCallback('the session is of another payment')
    },

    async refund({ out_trade_no, trade_no, refund_id, amount_fen }) {
      const metadata = { site, out_trade_no, refund_id: String(refund_id) }
      const isIt = (told: Metadata) =>
        told?.['site'] === site && told['refund_id'] === metadata.refund_id
      const known = await asking(
        stripe.refunds.list({ payment_intent: trade_no, limit: REFUNDS_MAX }),
      ).catch(refuse)
      const refund =
        known.data.find((one) => isIt(one.metadata)) ??
        (await asking(
          stripe.refunds.create(
            { payment_intent: trade_no, amount: amount_fen * unit, metadata },
            { idempotencyKey: `refund ${out_trade_no} ${refund_id}` },
          ),
        ).catch(refuse))
      const news = readRefund(refund)
      if (news?.amount_fen !== amount_fen) throw new ProviderFailed('REFUND_UNDER_WAY')
      if (news.refused) throw new RefundRefused(news.refused)
    },

    async close({ trade_no }) {
      // It was never begun.
      if (!trade_no?.startsWith('cs_')) return
      const session = await asking(stripe.checkout.sessions.retrieve(trade_no))
      if (session.status === 'open') await asking(stripe.checkout.sessions.expire(trade_no))
    },
  }
}

/** @throws {UnverifiedCallback} where Stripe has not signed it within five minutes. */
function verified(
  body: string,
  signature: string | string[] | undefined,
  { webhook_secret }: StripeSettings,
  now: Date,
): Stripe.Event {
  try {
    const header = String(signature ?? '')
    const at_ms = now.getTime()
    return Stripe.webhooks.constructEvent(
      body,
      header,
      webhook_secret,
      SKEW_S_MAX,
      undefined,
      at_ms,
    )
  } catch {
    throw new UnverifiedCallback('the signature is wrong or old')
  }
}

/** When nobody can pay any more, in seconds; earlier where the payment is closed. */
function endOf(until: Date | undefined, now: Date): number {
  const now_s = now.getTime() / 1000
  const wanted_s = Math.max((until?.getTime() ?? 0) / 1000, now_s + OPEN_S_MIN)
  return Math.min(Math.ceil(wanted_s / END_S_STEP) * END_S_STEP, Math.floor(now_s + OPEN_S_MAX))
}

const idOf = (told: string | { readonly id: string } | null): string =>
  typeof told === 'string' ? told : (told?.id ?? '')

/** Stripe's code alone: its words may quote what was asked. */
async function asking<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer
  } catch (error) {
    const { code, rawType, type, name } = error as Partial<Stripe.errors.StripeError>
    throw new ProviderFailed(String(code ?? rawType ?? type ?? name ?? 'unknown'))
  }
}

function refuse(error: unknown): never {
  if (error instanceof ProviderFailed && REFUSED_FOR_GOOD.has(error.code))
    throw new RefundRefused(error.code)
  throw error
}
