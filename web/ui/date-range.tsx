import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { type ChevronProps, DayPicker } from 'react-day-picker'
import { DAYS_AHEAD_MAX, type Taken, type TermsOfDay } from '../../rules/free-days.ts'
import { endOfStay, type StayUnit } from '../../rules/stay-words.ts'
import { addDays, dayText, monthText, today } from '../i18n/format.ts'
import { STAY_UNIT } from '../i18n/stay-unit.ts'
import { language, wordsOf } from '../i18n/words.ts'
import { CLASS_NAMES, MODIFIER_CLASS_NAMES } from './date-range-look.ts'
import { type Choosing, type ChosenDays, choose, dayState, explain } from './date-range-rules.ts'
import { useIsWide } from './use-is-wide.ts'

export interface DateRangeProps {
  readonly value: ChosenDays
  readonly onChange: (value: ChosenDays) => void
  readonly taken?: readonly Taken[]
  readonly min_days?: number
  /** 0 where there is no limit. */
  readonly max_days?: number
  /** No stay begins before it. */
  readonly first_day?: string | undefined
  /** No stay ends after it. */
  readonly last_day?: string | undefined
  /** Days that say otherwise than the house does. */
  readonly terms?: readonly TermsOfDay[] | undefined
  /** What is chosen: nights up to a day of check-out, or days with the last one. */
  readonly unit?: StayUnit
  /** Takes the focus as it appears: in a dialog that was opened to choose days. */
  readonly autoFocus?: boolean
}

/** Calendars count in the browser's own zone; only their year, month and day are looked at. */
const dateOf = (day: string): Date => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date)
}
const dayOf = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')

const weekday = (length: 'narrow' | 'long') => {
  const format = new Intl.DateTimeFormat(language, { weekday: length })
  return (date: Date) => format.format(date)
}

const Chevron = ({ orientation }: ChevronProps) =>
  orientation === 'left' ? (
    <ChevronLeft aria-hidden="true" className="size-5" />
  ) : (
    <ChevronRight aria-hidden="true" className="size-5" />
  )

/**
 * Check-in and check-out of a stay. Nights that are held cannot be chosen, nor can a stay reach over
 * them: a day behind them begins a new stay.
 */
export default function DateRange(props: DateRangeProps) {
  const { value, onChange, taken = [], min_days = 1, max_days = 0, last_day, autoFocus } = props
  const { unit = STAY_UNIT } = props
  const t = wordsOf('ui/dates')
  const wide = useIsWide()
  const [pointed, setPointed] = useState<string>()
  const now = today()
  const { first_day = now, terms } = props
  const rules: Choosing = {
    taken,
    min_days,
    max_days,
    today: now,
    first_day,
    last_day,
    terms,
    unit,
  }
  const stateOf = (date: Date) => dayState(dayOf(date), value, rules)
  const { from } = value
  const end = value.to && endOfStay(unit, value.to)

  return (
    <DayPicker
      mode="range"
      selected={{
        from: from ? dateOf(from) : undefined,
        to: end ? dateOf(end) : undefined,
      }}
      onSelect={(_, date) => onChange(choose(dayOf(date), value, rules))}
      defaultMonth={dateOf(from ?? first_day)}
      startMonth={dateOf(now)}
      endMonth={dateOf(addDays(now, DAYS_AHEAD_MAX - 1))}
      today={dateOf(now)}
      numberOfMonths={wide ? 2 : 1}
      weekStartsOn={1}
      lang={language === 'en' ? 'en' : 'zh-CN'}
      autoFocus={autoFocus ?? false}
      disabled={(date) => stateOf(date) !== undefined}
      modifiers={{
        taken: (date) => stateOf(date) === 'taken' && dayOf(date) !== end,
        only: (date) => dayOf(date) === from && (!end || end === from),
        first: (date) => dayOf(date) === from && end !== undefined && end !== from,
        last: (date) => dayOf(date) === end && end !== from,
        preview: (date) => isWithin(dayOf(date), { from, end: end ?? pointed }, rules),
      }}
      modifiersClassNames={MODIFIER_CLASS_NAMES}
      classNames={CLASS_NAMES}
      components={{ Chevron }}
      onDayMouseEnter={(date) => setPointed(dayOf(date))}
      onDayMouseLeave={() => setPointed(undefined)}
      onDayFocus={(date) => setPointed(dayOf(date))}
      formatters={{
        formatCaption: (date) => monthText(dayOf(date).slice(0, 7)),
        formatWeekdayName: weekday('narrow'),
      }}
      labels={{
        labelDayButton: (date, { selected }) => {
          const day = dayOf(date)
          const ends = [day === from && t('check_in'), day === end && t('check_out')]
          const chosen = selected && day !== from && day !== end && t('day_chosen')
          const state = day !== end && explain(stateOf(date), rules, t)
          return [dayText(day), ...ends, chosen, state]
            .filter(Boolean)
            .join(language === 'en' ? ', ' : '，')
        },
        labelGrid: (date) => monthText(dayOf(date).slice(0, 7)),
        labelWeekday: weekday('long'),
        labelNav: () => t('choose_month'),
        labelNext: () => wordsOf('ui')('next_month'),
        labelPrevious: () => wordsOf('ui')('previous_month'),
      }}
    />
  )
}

interface Reach {
  readonly from: string | undefined
  readonly end: string | undefined
}

/** Days between the first one and where the pointer is, if a stay could reach there. */
function isWithin(day: string, { from, end }: Reach, rules: Choosing): boolean {
  if (!from || !end || day <= from || day > end) return false
  return choose(end, { from }, rules).to !== undefined
}
