import { Counter } from 'prom-client'
import { Refusal } from '../../contract/refusals.ts'
import type { Metrics } from '../platform/http/metrics.ts'

/** Counts what becomes of requests for an SMS code, by `sent` or the name of the refusal. */
export function countSmsCodes({ registry }: Metrics) {
  const counter = new Counter({
    name: 'ihome_sms_codes_total',
    help: 'Requests for an SMS code: sent, or why not',
    labelNames: ['outcome'],
    registers: [registry],
  })
  return async (send: () => Promise<void>): Promise<void> => {
    try {
      await send()
      counter.inc({ outcome: 'sent' })
    } catch (error) {
      counter.inc({ outcome: error instanceof Refusal ? error.refusal : 'failed' })
      throw error
    }
  }
}
