import type { FastifyBaseLogger } from 'fastify'
import type { StayUnit } from '../../rules/stay-words.ts'
import type { ChangeRules } from '../orders/change-order.ts'
import type { Authenticate } from '../platform/http/serve-route.ts'
import type { Background, Platform, Room } from '../room.ts'
import { chooseProvider } from './choose-provider.ts'
import { createPaymentMetrics } from './payment-metrics.ts'
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
  readonly payments: PaymentSettings
  readonly fee_basis_points: number
}

type Provider = Awaited<ReturnType<typeof chooseProvider>>
type ServeContext = Platform &
  ChangeRules & {
    readonly authenticate: Authenticate
    readonly provider: Provider
    readonly stay_unit: StayUnit
    readonly return_page: ReturnPage
  }

export const payments = {
  provide: async ({ payments, session_secret }: Platform & Pick<MoneySettings, 'payments'>) => ({
    refund: refundOrder,
    provider: await chooseProvider(payments, session_secret),
    return_page: createReturnPage(payments.return_url),
  }),
  serve(app, site: ServeContext) {
    const { database, clock, authenticate, provider, return_page, stay_unit } = site
    if (provider.name === 'sandbox')
      serveCashier(app, database.kysely, { clock, stay_unit, sandbox: provider, return_page })
    const metrics = createPaymentMetrics(site.metrics)
    servePayments(app, database.kysely, { authenticate, clock, rules: site, provider, metrics })
  },
  verification: LEDGER,
  watch: (metrics, { kysely }) => watchRefunds(metrics, kysely),
  schedule: ({ database: { kysely }, clock, log, ...settings }: Background & MoneySettings) => {
    let provider: Promise<Provider> | undefined
    const report = reportRefund(log)
    return [
      {
        name: 'send-refunds',
        every_ms: 5_000,
        work: async (stopping) => {
          provider ??= chooseProvider(settings.payments, settings.session_secret)
          await sendRefunds(kysely, clock, await provider, report, stopping)
        },
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
