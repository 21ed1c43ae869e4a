import type { CancellationPolicy } from './cancellation.ts'
import type { HouseFees } from './fees.ts'

/** What an order was bought under, beside its price. */
export interface OrderTerms {
  readonly cancellation: CancellationPolicy
  readonly fees: HouseFees
  /** From when its guests may come, and until when they leave: HH:MM. */
  readonly check_in: string
  readonly check_out: string
  /** Absent in orders of before: they were not. */
  readonly names_required?: boolean
}
