import { addDays } from './night-date.ts'

/** So many days before the first one, and earlier, `percent` of the nights goes back. */
export interface CancellationTier {
  readonly days: number
  readonly percent: number
}

export const POLICY_NAMES = ['flexible', 'moderate', 'strict', 'custom'] as const
export type PolicyName = (typeof POLICY_NAMES)[number]

/** What goes back to a guest who cancels a paid stay. Who lets it gives everything back, always. */
export interface CancellationPolicy {
  readonly policy: PolicyName
  /** The host's own; empty where the policy has its tiers by its name. */
  readonly tiers: CancellationTier[]
  /** Everything goes back within so many hours from paying, until the first day; 0: no such time. */
  readonly free_hours: number
}

export const TIERS_MAX = 5
export const TIER_DAYS_MAX = 365
export const FREE_HOURS_MAX = 168

const TIERS: Readonly<Record<Exclude<PolicyName, 'custom'>, readonly CancellationTier[]>> = {
  flexible: [{ days: 1, percent: 100 }],
  moderate: [
    { days: 5, percent: 100 },
    { days: 1, percent: 50 },
  ],
  strict: [
    { days: 14, percent: 100 },
    { days: 7, percent: 50 },
  ],
}

/** What holds where nothing else was said, and for orders of before there were policies. */
export const STANDARD_POLICY: CancellationPolicy = { policy: 'flexible', tiers: [], free_hours: 0 }

/** The tiers of a policy, the earliest first. */
export const tiersOf = ({ policy, tiers }: CancellationPolicy): readonly CancellationTier[] =>
  policy === 'custom' ? tiers.toSorted((one, other) => other.days - one.days) : TIERS[policy]

/** A stay and what is known of it. */
export interface CanceledStay {
  readonly policy: CancellationPolicy
  readonly first_day: string
  /** Null before it is paid. */
  readonly paid_at: Date | null
}

/** The moment at which a day of the site begins. */
export type BeginningOf = (day: string) => Date

export interface Step {
  /** From the step before it, until then. */
  readonly until: Date
  readonly percent: number
}

/** The day as which begins a tier of so many days before the first one is over. */
export const endOfTier = (first_day: string, days: number): string => addDays(first_day, 1 - days)

const HOUR_MS = 3_600_000

/** How much of the nights goes back, step by step until the first day begins; none after that. */
export function refundSteps(
  { policy, first_day, paid_at }: CanceledStay,
  now: Date,
  beginningOf: BeginningOf,
): Step[] {
  const begins = beginningOf(first_day)
  const tiers = tiersOf(policy).map(({ days, percent }) => ({
    until: beginningOf(endOfTier(first_day, days)),
    percent,
  }))
  const free_until = new Date((paid_at?.getTime() ?? 0) + policy.free_hours * HOUR_MS)
  const free = paid_at ? [{ until: free_until, percent: 100 }] : []
  const known = [...free, ...tiers, { until: begins, percent: 0 }]
  const ends = known
    .map(({ until }) => until.getTime())
    .filter((until) => until > now.getTime() && until <= begins.getTime())
  const steps = [...new Set(ends)]
    .toSorted((one, other) => one - other)
    .map((end) => ({
      until: new Date(end),
      percent: Math.max(
        ...known.filter(({ until }) => until.getTime() >= end).map(({ percent }) => percent),
      ),
    }))
  return steps.filter(({ percent }, index) => percent !== steps[index + 1]?.percent)
}

/** How much of the nights goes back at this moment. */
export const refundPercent = (stay: CanceledStay, now: Date, beginningOf: BeginningOf): number =>
  refundSteps(stay, now, beginningOf)[0]?.percent ?? 0
