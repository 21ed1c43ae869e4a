import type { SiteTax } from '../../rules/fees.ts'
import type { BookingLimits } from '../availability/settings.ts'
import type { HouseSecrets } from '../houses/house-secrets.ts'
import type { Authenticate } from '../platform/http/serve-route.ts'
import type { Background, Platform, Room } from '../room.ts'
import { type BookingQueue, createBookingQueue, type PlaceBatch } from './booking-queue.ts'
import type { ChangeRules } from './change-order.ts'
import { sweepChanges } from './changes/sweep-changes.ts'
import { sealNames } from './names/guest-rows.ts'
import { pruneNames } from './names/prune-names.ts'
import { createOrderMetrics, type OrderMetrics } from './order-metrics.ts'
import { ORDERS_OF_A_PERSON } from './personal.ts'
import { placeBatchWithin } from './place-batch.ts'
import { pruneIdempotencyKeys } from './prune-keys.ts'
import { serveOrders } from './routes.ts'
import type { Deadlines, NamesSettings } from './settings.ts'
import { sweepOrders } from './sweep-orders.ts'
import { CALENDARS } from './verify-calendars.ts'

type ProvideContext = Platform & {
  readonly deadlines: Deadlines
  readonly bookings: BookingLimits
  readonly tax: SiteTax
  readonly place?: PlaceBatch
}

type ServeContext = Platform &
  ChangeRules & {
    readonly authenticate: Authenticate
    readonly queue: BookingQueue
    readonly bookings: BookingLimits
    readonly tax: SiteTax
    readonly order_metrics: OrderMetrics
    readonly house_secrets: HouseSecrets
    readonly guest_names: NamesSettings
  }

type ScheduleContext = Background & { readonly guest_names: NamesSettings }

export const orders = {
  provide({ database, clock, metrics, deadlines, bookings, tax, place }: ProvideContext) {
    const order_metrics = createOrderMetrics(metrics)
    const decide = place ?? placeBatchWithin(deadlines, bookings, tax)
    return { order_metrics, queue: createBookingQueue(database, clock, order_metrics, decide) }
  },
  serve: (app, site: ServeContext) =>
    serveOrders(app, site.database, {
      ...site,
      rules: site,
      metrics: site.order_metrics,
      seal: sealNames(site.session_secret),
    }),
  schedule: ({ database: { kysely }, clock, guest_names }: ScheduleContext) => [
    {
      name: 'sweep-orders',
      every_ms: 5_000,
      work: (stopping) => sweepOrders(kysely, clock, stopping),
    },
    {
      name: 'sweep-changes',
      every_ms: 10_000,
      work: (stopping: AbortSignal) => sweepChanges(kysely, clock, stopping),
    },
    {
      name: 'prune-keys',
      every_ms: 3_600_000,
      work: () => pruneIdempotencyKeys(kysely, clock),
    },
    {
      name: 'prune-names',
      every_ms: 3_600_000,
      work: (stopping: AbortSignal) => pruneNames(kysely, clock, guest_names.keep_days, stopping),
    },
  ],
  personal: ORDERS_OF_A_PERSON,
  verification: CALENDARS,
} satisfies Room
