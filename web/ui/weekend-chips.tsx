import type { StayRules } from '../../rules/free-days.ts'
import { stayProblem } from '../../rules/free-days.ts'
import { weekdayOf } from '../../rules/house-rules.ts'
import { addDays, stayDates } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import type { ChosenDays } from './date-range-rules.ts'

const FRIDAY = 5
const WEEK = 7

interface WeekendChipsProps {
  readonly rules: StayRules
  readonly onChoose: (days: ChosenDays) => void
}

/** The nights of Friday and Saturday of this week and the next, one tap each, where they are free. */
export function WeekendChips({ rules, onChoose }: WeekendChipsProps) {
  const t = wordsOf('ui/dates')
  const friday = addDays(rules.today, (FRIDAY - weekdayOf(rules.today) + WEEK) % WEEK)
  const weekends = [
    ['this_weekend', friday],
    ['next_weekend', addDays(friday, WEEK)],
  ] as const
  const open = weekends
    .map(([word, from]) => ({ word, from, to: addDays(from, 1) }))
    .filter((stay) => !stayProblem(stay, rules))
  if (open.length === 0) return null
  return (
    <div className="flex flex-wrap justify-center gap-2">
      {open.map(({ word, from, to }) => (
        <button
          key={word}
          type="button"
          onClick={() => onChoose({ from, to })}
          className="inline-flex min-h-11 items-center gap-1.5 rounded-full border border-line bg-card px-4 text-sm hover:border-edge"
        >
          <b className="font-semibold">{t(word)}</b>
          <span className="text-soft">{stayDates(from, to)}</span>
        </button>
      ))}
    </div>
  )
}
