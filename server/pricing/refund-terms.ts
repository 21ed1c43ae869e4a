import { type CanceledStay, refundSteps } from '../../rules/cancellation.ts'
import { keptOf } from '../../rules/kept.ts'
import type { QuoteLine } from '../../rules/quote.ts'
import { beginningOf, type Clock, formatMoment } from '../platform/database/clock.ts'

/** What goes back from now on to a guest who cancels, and until when, as the API tells it. */
export function tellRefunds(clock: Clock, lines: readonly QuoteLine[], stay: CanceledStay) {
  const amount = lines.reduce((sum, line) => sum + line.amount, 0)
  const { policy, free_hours } = stay.policy
  const steps = refundSteps(stay, clock.now(), (day) => beginningOf(clock, day))
  return {
    policy,
    free_hours,
    tiers: steps.map(({ until, percent }) => ({
      until: formatMoment(clock, until),
      percent,
      refund: amount - keptOf(lines, percent).amount,
    })),
  }
}
