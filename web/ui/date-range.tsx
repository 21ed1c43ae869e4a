import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { type ChevronProps, DayPicker } from 'react-day-picker'
import { DAYS_AHEAD_MAX, type StayRules, type Taken } from '../../rules/free-days.ts'
import { addDays, dayText, monthText, today } from '../i18n/format.ts'
import { language, wordsOf } from '../i18n/words.ts'
import { CLASS_NAMES, MODIFIER_CLASS_NAMES } from './date-range-look.ts'
import { type ChosenDays, choose, dayState, explain } from './date-range-rules.ts'
import { useIsWide } from './use-is-wide.ts'

export interface DateRangeProps {
  readonly value: ChosenDays
  readonly onChange: (value: ChosenDays) => void
  readonly taken?: readonly Taken[]
  readonly min_days?: number
  /** 0 where there is no limit. */
  readonly max_days?: number
  /** No stay ends after it. */
  readonly last_day?: string | undefined
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
 * First and last day of a stay, both counted. Days that are held cannot be chosen, nor can a stay
 * reach over them: a day behind them begins a new stay.
 */
export default function DateRange(props: DateRangeProps) {
  const { value, onChange, taken = [], min_days = 1, max_days = 0, last_day, autoFocus } = props
  const t = wordsOf('ui')
  const wide = useIsWide()
  const [pointed, setPointed] = useState<string>()
  const first_day = today()
  const rules: StayRules = { taken, min_days, max_days, today: first_day, last_day }
  const stateOf = (date: Date) => dayState(dayOf(date), value, rules)
  const preview = { from: value.from, to: value.to ?? pointed }

  return (
    <DayPicker
      mode="range"
      selected={{
        from: value.from ? dateOf(value.from) : undefined,
        to: value.to ? dateOf(value.to) : undefined,
      }}
      onSelect={(_, date) => onChange(choose(dayOf(date), value, rules))}
      defaultMonth={dateOf(value.from ?? first_day)}
      startMonth={dateOf(first_day)}
      endMonth={dateOf(addDays(first_day, DAYS_AHEAD_MAX - 1))}
      today={dateOf(first_day)}
      numberOfMonths={wide ? 2 : 1}
      weekStartsOn={1}
      lang={language === 'en' ? 'en' : 'zh-CN'}
      autoFocus={autoFocus ?? false}
      disabled={(date) => stateOf(date) !== undefined}
      modifiers={{
        taken: (date) => stateOf(date) === 'taken',
        only: (date) => isEnd(date, value.from) && (!value.to || value.to === value.from),
        first: (date) => isEnd(date, value.from) && value.to !== undefined && !isOne(value),
        last: (date) => isEnd(date, value.to) && !isOne(value),
        preview: (date) => isWithin(dayOf(date), preview, rules),
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
        labelDayButton: (date, { selected }) =>
          [dayText(dayOf(date)), selected && t('day_chosen'), explain(stateOf(date), rules, t)]
            .filter(Boolean)
            .join(language === 'en' ? ', ' : '，'),
        labelGrid: (date) => monthText(dayOf(date).slice(0, 7)),
        labelWeekday: weekday('long'),
        labelNav: () => t('choose_month'),
        labelNext: () => t('next_month'),
        labelPrevious: () => t('previous_month'),
      }}
    />
  )
}

const isEnd = (date: Date, day: string | undefined) => dayOf(date) === day
const isOne = ({ from, to }: ChosenDays) => from === to

/** Days between the first one and where the pointer is, if a stay could reach there. */
function isWithin(day: string, { from, to }: ChosenDays, rules: StayRules): boolean {
  if (!from || !to || day <= from || day > to) return false
  return choose(to, { from }, rules).to === to
}
