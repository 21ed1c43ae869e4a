import { Counter } from 'prom-client'
import type { Metrics } from '../platform/http/metrics.ts'

export type PaymentMetrics = ReturnType<typeof createPaymentMetrics>

export function createPaymentMetrics(metrics: Metrics) {
  return {
    callbacks: new Counter({
      name: 'ihome_payment_notices_total',
      help: 'What payment providers told, by effect: paid, late, double, closed, none, or why refused',
      labelNames: ['effect'],
      registers: [metrics.registry],
    }),
  }
}
