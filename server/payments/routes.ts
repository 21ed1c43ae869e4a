import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as contract from '../../contract/payments.ts'
import { Refusal } from '../../contract/refusals.ts'
import { toId } from '../../contract/values.ts'
import type { ChangeRules } from '../orders/change-order.ts'
import type { Clock } from '../platform/database/clock.ts'
import { ipOf } from '../platform/http/client-address.ts'
import { languageOf } from '../platform/http/envelope.ts'
import { type Authenticate, serveRoute } from '../platform/http/serve-route.ts'
import type { Db } from '../schema.ts'
import { beginPayment, isProviderAway } from './begin-payment.ts'
import type { Providers } from './choose-provider.ts'
import { giveBack } from './give-back.ts'
import type { PaymentMetrics } from './payment-metrics.ts'
import { type Parameters, type ProviderCall, UnverifiedCallback } from './payment-provider.ts'
import { processCallback } from './process-callback.ts'
import { processRefundNews } from './process-refund-news.ts'
import { showEarnings } from './show-earnings.ts'
import { findPayment } from './sql.ts'

export interface PaymentsRoom {
  readonly authenticate: Authenticate
  readonly clock: Clock
  readonly rules: ChangeRules
  readonly providers: Providers
  readonly currency: string
  readonly metrics: PaymentMetrics
}

export function servePayments(app: FastifyInstance, db: Db, room: PaymentsRoom): void {
  const { authenticate, clock, rules, providers, metrics } = room

  serveRoute(app, authenticate, contract.listProviders, async () => ({
    currency: room.currency,
    providers: providers.all.map(({ name, channels }) => ({
      provider: name,
      channels: [...channels],
    })),
  }))

  serveRoute(
    app,
    authenticate,
    contract.startPayment,
    async ({ params, body, viewer, request }) => {
      const { provider, channel, code, openid, device = 'phone' } = body
      const wanted = { order_id: toId(params.id), guest_id: viewer.user_id, provider, channel }
      const language = languageOf(request)
      const checkout = { device, language, client_ip: ipOf(request), code, openid }
      return beginPayment(db, clock, rules, providers, wanted, checkout).catch((error) => {
        if (!isProviderAway(error)) throw error
        request.log.warn({ err: error }, 'a payment could not be begun')
        throw new Refusal('provider_away')
      })
    },
  )

  /** Whether it comes by the provider's own call or by the browser that it sent back. */
  const take = async <Taken extends { readonly effect: string }>(
    request: FastifyRequest,
    read: () => Promise<Taken | undefined>,
  ): Promise<Taken | undefined> => {
    try {
      const taken = await read()
      metrics.callbacks.inc({ effect: taken?.effect ?? 'none' })
      return taken
    } catch (error) {
      throw refusalOf(error, request, metrics)
    }
  }

  serveRoute(app, authenticate, contract.returnFromPayment, async ({ body, request }) => {
    const parameters = needSome(body)
    const taken = await take(request, async () => {
      const known = await findPayment(db, parameters['out_trade_no'] ?? '')
      const provider = known ? providers.find(known.provider) : providers.first
      if (!provider) throw new UnverifiedCallback('its provider is not on')
      const callback = await provider.readReturn(parameters)
      return processCallback(db, clock, rules, provider.name, callback)
    })
    if (!taken) throw new Refusal('payment_missing')
    return { order_id: taken.order_id, status: taken.status }
  })

  const takeCall = async (name: string, call: ProviderCall, request: FastifyRequest) => {
    const provider = providers.find(name)
    if (!provider) throw new Refusal('payment_unverified')
    const taken = await take(request, async () => {
      const news = await provider.readCall(call)
      if (!news) return undefined
      return 'refund_id' in news
        ? processRefundNews(db, clock, provider.name, news)
        : processCallback(db, clock, rules, provider.name, news)
    })
    if (taken?.effect === 'refund_came_back')
      request.log.error(
        { provider: name },
        'a refund that was done has come back; look at the provider',
      )
    return undefined
  }

  serveRoute(app, authenticate, contract.notifyPayment, async ({ params, body, request }) => {
    const parameters = needSome(body)
    return takeCall(params.provider, { parameters, headers: {}, body: '' }, request)
  })

  serveRoute(app, authenticate, contract.giveBack, async ({ params, body, viewer }) => {
    const reason = body.reason.trim()
    if (!reason) throw new Refusal('params_invalid', { field: 'reason', problem: 'required' })
    const { amount } = body
    await giveBack(db, clock, {
      order_id: toId(params.id),
      host_id: viewer.user_id,
      amount,
      reason,
    })
    return undefined
  })
  for (const [name, route] of SIGNED_NOTIFIES)
    serveRoute(app, authenticate, route, async ({ request }) => {
      const { headers, body } = request
      const text = typeof body === 'string' ? body : ''
      return takeCall(name, { parameters: {}, headers, body: text }, request)
    })

  serveRoute(app, authenticate, contract.showEarnings, async ({ query, viewer }) =>
    showEarnings(db, clock, { host_id: viewer.user_id, year: query.year }),
  )
}

/** Providers that sign the bytes of a JSON body. */
const SIGNED_NOTIFIES = [
  ['wechat', contract.notifyByWechat],
  ['stripe', contract.notifyByStripe],
] as const

/** The schema lets text alone through, under any name. */
function needSome(body: object): Parameters {
  if (Object.keys(body).length > 0) return body as Parameters
  throw new Refusal('params_missing', { field: 'sign', problem: 'required' })
}

/** What was wrong with a callback is for the operator's eyes: it may be a forger's. */
function refusalOf(error: unknown, request: FastifyRequest, metrics: PaymentMetrics): unknown {
  const refused =
    error instanceof UnverifiedCallback
      ? new Refusal('payment_unverified')
      : isProviderAway(error)
        ? new Refusal('provider_away')
        : error
  if (refused instanceof Refusal) {
    metrics.callbacks.inc({ effect: refused.refusal })
    request.log.warn({ err: error }, 'a callback of a payment was refused')
  }
  return refused
}
