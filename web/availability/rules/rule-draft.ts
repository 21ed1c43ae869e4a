import type { DataOf, RouteOf } from '../../api/contract.ts'
import { readTyped, typed as typedPrice } from '../../i18n/currency.ts'

export type Rules = DataOf<RouteOf<'GET', '/user/houses/{id}/rules'>>['rules']

export const WEEK = [1, 2, 3, 4, 5, 6, 7] as const

/** What may be said of a kind of days, as typed; empty: it is left to the weaker rule. */
export interface TermsDraft {
  readonly price: string
  readonly min_days: string
  readonly max_days: string
}

export interface WeekdayDraft extends TermsDraft {
  readonly arrive: boolean
  readonly leave: boolean
}

export interface SeasonDraft extends TermsDraft {
  /** Tells it from the others while names and days are typed. */
  readonly key: number
  readonly name: string
  readonly start_date: string
  readonly end_date: string
  /** Undefined: as the weekdays say. */
  readonly arrive_on: readonly number[] | undefined
  readonly leave_on: readonly number[] | undefined
}

export const COUNTS = [
  'week_percent',
  'month_percent',
  'last_minute_days',
  'last_minute_percent',
  'early_days',
  'early_percent',
  'notice_days',
  'window_days',
  'gap_days',
] as const
export type Count = (typeof COUNTS)[number]

/** What stands in the fields of the form. */
export interface RuleDraft {
  readonly counts: Readonly<Record<Count, string>>
  readonly cutoff_hour: number
  /** HH:MM */
  readonly check_in: string
  readonly check_out: string
  /** From Monday on. */
  readonly weekdays: readonly WeekdayDraft[]
  readonly seasons: readonly SeasonDraft[]
}

const shown = (count: number | undefined): string => (count ? String(count) : '')
const written = (count: number | undefined): string => (count === undefined ? '' : String(count))
const terms = (rule: { price?: number; min_days?: number; max_days?: number } | undefined) => ({
  price: rule?.price === undefined ? '' : typedPrice(rule.price),
  min_days: written(rule?.min_days),
  max_days: written(rule?.max_days),
})

export const draftOf = (rules: Rules): RuleDraft => ({
  counts: {
    week_percent: shown(rules.week_percent),
    month_percent: shown(rules.month_percent),
    last_minute_days: written(rules.last_minute?.days),
    last_minute_percent: shown(rules.last_minute?.percent),
    early_days: written(rules.early_bird?.days),
    early_percent: shown(rules.early_bird?.percent),
    notice_days: shown(rules.notice_days),
    window_days: shown(rules.window_days),
    gap_days: shown(rules.gap_days),
  },
  cutoff_hour: rules.cutoff_hour,
  check_in: rules.check_in,
  check_out: rules.check_out,
  weekdays: WEEK.map((weekday) => {
    const rule = rules.weekdays.find((one) => one.weekday === weekday)
    return { ...terms(rule), arrive: rule?.arrive ?? true, leave: rule?.leave ?? true }
  }),
  seasons: rules.ranges.map((range, key) => ({
    key,
    name: range.name,
    start_date: range.start_date,
    end_date: range.end_date,
    ...terms(range),
    arrive_on: range.arrive_on,
    leave_on: range.leave_on,
  })),
})

const NOTHING_SAID = { price: '', min_days: '', max_days: '' }

export const newSeason = (seasons: readonly SeasonDraft[], first: string): SeasonDraft => ({
  key: Math.max(-1, ...seasons.map(({ key }) => key)) + 1,
  name: '',
  start_date: first,
  end_date: '',
  ...NOTHING_SAID,
  arrive_on: undefined,
  leave_on: undefined,
})

const typed = (text: string): number => Number(text.trim() || 0)

const said = ({ price, min_days, max_days }: TermsDraft) => ({
  ...(price.trim() && { price: readTyped(price.trim()) ?? 0 }),
  ...(min_days.trim() && { min_days: Number(min_days) }),
  ...(max_days.trim() && { max_days: Number(max_days) }),
})

/** What the form does not speak of stays as it was. */
export function rulesOf(draft: RuleDraft, before: Rules): Rules {
  const { counts, cutoff_hour, check_in, check_out, weekdays, seasons } = draft
  const lead = (days: string, percent: string) =>
    typed(percent) > 0 ? { days: typed(days), percent: typed(percent) } : null
  return {
    ...before,
    week_percent: typed(counts.week_percent),
    month_percent: typed(counts.month_percent),
    last_minute: lead(counts.last_minute_days, counts.last_minute_percent),
    early_bird: lead(counts.early_days, counts.early_percent),
    notice_days: typed(counts.notice_days),
    window_days: typed(counts.window_days),
    gap_days: typed(counts.gap_days),
    cutoff_hour,
    check_in,
    check_out,
    weekdays: weekdays
      .map(({ arrive, leave, ...rest }, place) => ({
        weekday: place + 1,
        ...said(rest),
        ...(!arrive && { arrive }),
        ...(!leave && { leave }),
      }))
      .filter((rule) => Object.keys(rule).length > 1),
    ranges: seasons.map(({ name, start_date, end_date, arrive_on, leave_on, ...rest }) => ({
      name: name.trim(),
      start_date,
      end_date,
      ...said(rest),
      ...(arrive_on && { arrive_on: [...arrive_on] }),
      ...(leave_on && { leave_on: [...leave_on] }),
    })),
  }
}
