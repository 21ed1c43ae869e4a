import type { DataOf, RouteOf } from '../api/contract.ts'

export type Rules = DataOf<RouteOf<'GET', '/user/houses/{id}/rules'>>['rules']

export const FIELDS = [
  'weekend',
  'week_percent',
  'month_percent',
  'last_minute_days',
  'last_minute_percent',
  'early_days',
  'early_percent',
  'notice_days',
  'window_days',
] as const

/** What stands in the fields of the form, as it was typed; empty: nothing is said. */
export type RuleDraft = Readonly<Record<(typeof FIELDS)[number], string>>

/** Nights that begin on Friday and Saturday. */
const WEEKEND = [5, 6]
const FEN = 100

const shown = (count: number | undefined): string => (count ? String(count) : '')
const typed = (text: string): number => Number(text.trim() || 0)

export const draftOf = (rules: Rules): RuleDraft => ({
  weekend: shown((rules.weekdays.find(({ weekday }) => weekday === WEEKEND[0])?.price ?? 0) / FEN),
  week_percent: shown(rules.week_percent),
  month_percent: shown(rules.month_percent),
  last_minute_days: shown(rules.last_minute?.days),
  last_minute_percent: shown(rules.last_minute?.percent),
  early_days: shown(rules.early_bird?.days),
  early_percent: shown(rules.early_bird?.percent),
  notice_days: shown(rules.notice_days),
  window_days: shown(rules.window_days),
})

/** What the form does not speak of stays as it was. */
export function rulesOf(draft: RuleDraft, before: Rules): Rules {
  const lead = (days: string, percent: string) =>
    typed(percent) > 0 ? { days: typed(days), percent: typed(percent) } : null
  return {
    ...before,
    weekdays: withWeekend(before.weekdays, Math.round(typed(draft.weekend) * FEN)),
    week_percent: typed(draft.week_percent),
    month_percent: typed(draft.month_percent),
    last_minute: lead(draft.last_minute_days, draft.last_minute_percent),
    early_bird: lead(draft.early_days, draft.early_percent),
    notice_days: typed(draft.notice_days),
    window_days: typed(draft.window_days),
  }
}

function withWeekend(before: Rules['weekdays'], price: number): Rules['weekdays'] {
  const others = before.filter(({ weekday }) => !WEEKEND.includes(weekday))
  const weekend = WEEKEND.map((weekday) => {
    const { price: _, ...rule } = before.find((one) => one.weekday === weekday) ?? { weekday }
    return price > 0 ? { ...rule, price } : rule
  })
  return [...others, ...weekend.filter((rule) => Object.keys(rule).length > 1)]
}
