import type { CancellationPolicy } from './cancellation.ts'

/** What an order was bought under, beside its price. */
export interface OrderTerms {
  readonly cancellation: CancellationPolicy
}
