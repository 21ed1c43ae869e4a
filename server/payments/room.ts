import type { FastifyBaseLogger } from 'fastify'
import type { StayUnit } from '../../rules/stay-words.ts'
import type { ChangeRules } from '../orders/change-order.ts'
import type { Authenticate } from '../platform/http/serve-route.ts'
import type { Background, Platform, Room } from '../room.ts'
import { chooseProviders, type Providers } from './choose-provider.ts'
import { closeTrades, type ReportClose } from './close-trades.ts'
import { createPaymentMetrics } from './payment-metrics.ts'
import type { PaymentProvider } from './payment-provider.ts'
import { MONEY_OF_A_PERSON } from './personal.ts'
import { postOrders } from './post-orders.ts'
import { serveCashier } from './providers/sandbox-cashier.ts'
import { watchRefunds } from './refund-metrics.ts'
import { refundOrder } from './request-refund.ts'
import { createReturnPage, type ReturnPage } from './return-page.ts'
import { servePayments } from './routes.ts'
import { type ReportRefund, sendRefunds } from './send-refunds.ts'
import type { PaymentSettings } from './settings.ts'
import { LEDGER } from './verify-ledger.ts'

interface MoneySettings {
  readonly currency: string
  readonly payments: PaymentSettings
  readonly fee_basis_points: number
}

type ServeContext = Platform &
  ChangeRules & {
    readonly authenticate: Authenticate
    readonly currency: string
    readonly providers: Providers
    readonly stay_unit: StayUnit
    readonly return_page: ReturnPage
  }

export const payments = {
  provide: async ({ payments, ...site }: Platform & Pick<MoneySettings, 'payments'>) => ({
    refund: refundOrder,
    providers: await chooseProviders(payments, site),
    return_page: createReturnPage(payments.return_url),
  }),
  serve(app, site: ServeContext) {
    const { database, clock, authenticate, providers, return_page, stay_unit, currency } = site
    const { sandbox } = providers
    if (sandbox)
      serveCashier(app, database.kysely, { clock, stay_unit, currency, sandbox, return_page })
    servePayments(app, database.kysely, {
      authenticate,
      clock,
      rules: site,
      providers,
      currency,
      metrics: createPaymentMetrics(site.metrics),
    })
  },
  personal: MONEY_OF_A_PERSON,
  verification: LEDGER,
  watch: (metrics, { kysely }) => watchRefunds(metrics, kysely),
  schedule: ({ database: { kysely }, clock, log, ...settings }: Background & MoneySettings) => {
    let providers: Promise<Providers> | undefined
    const each = async (work: (provider: PaymentProvider) => Promise<void>) => {
      providers ??= chooseProviders(settings.payments, { ...settings, clock })
      await Promise.all((await providers).all.map(work))
    }
    return [
      {
        name: 'send-refunds',
        every_ms: 5_000,
        work: (stopping) =>
          each((provider) => sendRefunds(kysely, clock, provider, reportRefund(log), stopping)),
      },
      {
        name: 'close-trades',
        every_ms: 5_000,
        work: (stopping) =>
          each((provider) => closeTrades(kysely, clock, provider, reportClose(log), stopping)),
      },
      {
        name: 'post-orders',
        every_ms: 60_000,
        work: (stopping) => postOrders(kysely, clock, settings.fee_basis_points, stopping),
      },
    ]
  },
} satisfies Room

const reportRefund =
  (log: FastifyBaseLogger): ReportRefund =>
  (error, refund_id, for_good) => {
    const told = { err: error, refund_id }
    if (for_good) log.error(told, 'a refund was refused for good; see `ihome refunds`')
    else log.warn(told, 'a refund failed; it will be tried again')
  }

const reportClose =
  (log: FastifyBaseLogger): ReportClose =>
  (error, out_trade_no, for_good) =>
    log.warn(
      { err: error, out_trade_no },
      for_good
        ? 'a payment could not be closed at its provider'
        : 'closing a payment failed; it will be tried again',
    )
