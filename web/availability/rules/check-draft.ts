import { overlapping } from '../../../rules/house-rules.ts'
import type { Count, RuleDraft, SeasonDraft, TermsDraft } from './rule-draft.ts'
import { GAP_DAYS_MAX, PERCENT_MAX, STAY_NIGHTS_MAX, WINDOW_DAYS_MAX } from './rule-limits.ts'
import { readCount, readPrice } from './typed.ts'

export type RuleProblem =
  | 'price'
  | 'min_days'
  | 'max_days'
  | 'max_below_min'
  | 'percent'
  | 'days'
  | 'window'
  | 'gap'
  | 'percent_without_days'
  | 'season_name'
  | 'season_days'
  | 'seasons_overlap'

/** Where a problem stands: the name of a field, `weekday-5`, `season-3`. */
export type Problems = ReadonlyMap<string, RuleProblem>

const LIMITS: Readonly<Record<Count, readonly [number, RuleProblem]>> = {
  week_percent: [PERCENT_MAX, 'percent'],
  month_percent: [PERCENT_MAX, 'percent'],
  last_minute_days: [STAY_NIGHTS_MAX, 'days'],
  last_minute_percent: [PERCENT_MAX, 'percent'],
  early_days: [STAY_NIGHTS_MAX, 'days'],
  early_percent: [PERCENT_MAX, 'percent'],
  notice_days: [STAY_NIGHTS_MAX, 'days'],
  window_days: [WINDOW_DAYS_MAX, 'window'],
  gap_days: [GAP_DAYS_MAX, 'gap'],
}

/** What of the draft the server would refuse, and where it stands. */
export function problemsOf({ counts, weekdays, seasons }: RuleDraft): Problems {
  const found = new Map<string, RuleProblem>()
  for (const [count, [max, problem]] of Object.entries(LIMITS))
    if (
      counts[count as Count].trim() &&
      readCount(counts[count as Count], { min: 0, max }) === undefined
    )
      found.set(count, problem)
  for (const lead of ['last_minute', 'early'] as const)
    if (counts[`${lead}_percent`].trim() && !counts[`${lead}_days`].trim())
      found.set(`${lead}_days`, 'percent_without_days')
  for (const [place, weekday] of weekdays.entries()) {
    const problem = termsProblem(weekday)
    if (problem) found.set(`weekday-${place + 1}`, problem)
  }
  for (const season of seasons) {
    const problem = seasonProblem(season)
    if (problem) found.set(`season-${season.key}`, problem)
  }
  const whole = seasons.filter(({ start_date, end_date }) => start_date && start_date <= end_date)
  const [, later] = overlapping(whole.map(daysOnly)) ?? []
  const second = later && seasons.find(({ key }) => String(key) === later.name)
  if (second && !found.has(`season-${second.key}`))
    found.set(`season-${second.key}`, 'seasons_overlap')
  return found
}

/** Named by its key, which finds it again. */
const daysOnly = ({ key, start_date, end_date }: SeasonDraft) => ({
  name: String(key),
  start_date,
  end_date,
})

function seasonProblem(season: SeasonDraft): RuleProblem | undefined {
  const { name, start_date, end_date } = season
  if (name.trim() === '') return 'season_name'
  if (!start_date || !end_date || end_date < start_date) return 'season_days'
  return termsProblem(season)
}

function termsProblem({ price, min_days, max_days }: TermsDraft): RuleProblem | undefined {
  if (price.trim() && readPrice(price) === undefined) return 'price'
  const least = readCount(min_days, { min: 1, max: STAY_NIGHTS_MAX })
  if (min_days.trim() && least === undefined) return 'min_days'
  const most = readCount(max_days, { min: 0, max: STAY_NIGHTS_MAX })
  if (max_days.trim() && most === undefined) return 'max_days'
  return most && most < (least ?? 1) ? 'max_below_min' : undefined
}
