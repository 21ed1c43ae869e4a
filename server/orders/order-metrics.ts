import { Counter, Histogram } from 'prom-client'
import type { Metrics } from '../platform/http/metrics.ts'

const BATCH_SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256]

export type OrderMetrics = ReturnType<typeof createOrderMetrics>

export function createOrderMetrics(metrics: Metrics) {
  const registers = [metrics.registry]
  return {
    batch_size: new Histogram({
      name: 'ihome_booking_batch_size',
      help: 'Orders that were placed or refused by one statement',
      buckets: BATCH_SIZES,
      registers,
    }),
    requests: new Counter({
      name: 'ihome_orders_total',
      help: 'Requests to place an order, by outcome: placed, or why not',
      labelNames: ['outcome'],
      registers,
    }),
    changes: new Counter({
      name: 'ihome_order_changes_total',
      help: 'Orders that reached a status, by action',
      labelNames: ['action', 'to'],
      registers,
    }),
    watchQueue: (length: () => number) =>
      metrics.watch('ihome_booking_queue_length', 'Requests waiting for a batch', length),
  }
}
