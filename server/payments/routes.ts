import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as contract from '../../contract/payments.ts'
import { Refusal } from '../../contract/refusals.ts'
import { toId } from '../../contract/values.ts'
import type { ChangeRules } from '../orders/change-order.ts'
import type { Clock } from '../platform/database/clock.ts'
import { languageOf } from '../platform/http/envelope.ts'
import { type Authenticate, serveRoute } from '../platform/http/serve-route.ts'
import type { Db } from '../schema.ts'
import { giveBack } from './give-back.ts'
import type { PaymentMetrics } from './payment-metrics.ts'
import {
  type Callback,
  type Parameters,
  type PaymentProvider,
  ProviderFailed,
  UnverifiedCallback,
} from './payment-provider.ts'
import { processCallback } from './process-callback.ts'
import { showEarnings } from './show-earnings.ts'
import { startPayment } from './start-payment.ts'

export interface PaymentsRoom {
  readonly authenticate: Authenticate
  readonly clock: Clock
  readonly rules: ChangeRules
  readonly provider: PaymentProvider
  readonly metrics: PaymentMetrics
}

export function servePayments(app: FastifyInstance, db: Db, room: PaymentsRoom): void {
  const { authenticate, clock, rules, provider, metrics } = room

  serveRoute(
    app,
    authenticate,
    contract.startPayment,
    async ({ params, body, viewer, request: asked }) => {
      const request = { order_id: toId(params.id), guest_id: viewer.user_id }
      const payment = await startPayment(db, clock, rules, provider.name, request)
      if (!payment) return { pay_url: `/orders/${request.order_id}` }
      const way = { device: body.device ?? 'phone', language: languageOf(asked) }
      return { pay_url: provider.payUrl(payment, way) }
    },
  )

  /** Whether it comes by the provider's own call or by the browser that it sent back. */
  const take = async (request: FastifyRequest, read: () => Promise<Callback>) => {
    try {
      const taken = await processCallback(db, clock, rules, provider.name, await read())
      metrics.callbacks.inc({ effect: taken.effect })
      return taken
    } catch (error) {
      throw refusalOf(error, request, metrics)
    }
  }

  serveRoute(app, authenticate, contract.returnFromPayment, async ({ body, request }) => {
    const { order_id, status } = await take(request, () => provider.readReturn(needSome(body)))
    return { order_id, status }
  })

  serveRoute(app, authenticate, contract.notifyPayment, async ({ params, body, request }) => {
    if (params.provider !== provider.name) throw new Refusal('payment_unverified')
    await take(request, () => provider.readCallback(needSome(body)))
    return undefined
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

  serveRoute(app, authenticate, contract.showEarnings, async ({ query, viewer }) =>
    showEarnings(db, clock, { host_id: viewer.user_id, year: query.year }),
  )
}

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
      : error instanceof ProviderFailed
        ? new Refusal('provider_away')
        : error
  if (refused instanceof Refusal) {
    metrics.callbacks.inc({ effect: refused.refusal })
    request.log.warn({ err: error }, 'a callback of a payment was refused')
  }
  return refused
}
