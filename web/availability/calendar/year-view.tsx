import { Link } from '@tanstack/react-router'
import type { HostDay } from '../../api/contract.ts'
import { monthText, today } from '../../i18n/format.ts'
import { addMonths, dateOf, monthOf, weeksOf } from '../../i18n/month.ts'
import { wordsOf } from '../../i18n/words.ts'
import { CLOSED_LOOKS, STAY_LOOKS } from './stay-look.ts'
import type { Calendars, HouseDays } from './use-calendars.ts'

interface YearProps {
  /** The first of twelve. */
  readonly month: string
  readonly house_id: number
  readonly calendars: Calendars
}

/** Twelve months of a house at one glance; each leads to its month. */
export function YearView({ month: first, house_id, calendars }: YearProps) {
  const days = calendars.days.get(house_id)
  const status_of = new Map(calendars.stays.map(({ order_id, status }) => [order_id, status]))
  const lookOf = (day: HostDay | undefined): string => {
    if (!day || day.state === 'free') return ''
    if (day.state !== 'held') return `border border-edge ${CLOSED_LOOKS[day.state]}`
    const status = status_of.get(day.order_id ?? 0) ?? 'COMPLETE'
    return `border ${day.conflict ? 'border-bad bg-bad-wash text-bad' : STAY_LOOKS[status]}`
  }
  return (
    <ul className="grid grid-cols-2 gap-3 md:grid-cols-3 md:gap-4 xl:grid-cols-4">
      {monthsFrom(first).map((month) => (
        <li key={month}>
          <Link
            to="/host/calendar"
            search={{ house: String(house_id), month }}
            className="grid h-full content-start gap-2 rounded-2xl bg-card p-3 shadow-card transition-shadow hover:shadow-float md:p-4"
          >
            <span className="font-bold">{monthText(month)}</span>
            <MonthDots month={month} days={days} lookOf={lookOf} />
            <MonthCounts month={month} days={days} />
          </Link>
        </li>
      ))}
    </ul>
  )
}

const MONTHS = 12
const monthsFrom = (first: string): readonly string[] =>
  Array.from({ length: MONTHS }, (_, place) => addMonths(first, place))

interface MonthProps {
  readonly month: string
  readonly days: HouseDays | undefined
}

function MonthDots({
  month,
  days,
  lookOf,
}: MonthProps & { readonly lookOf: (day: HostDay | undefined) => string }) {
  return (
    <span aria-hidden="true" className="grid gap-0.5 text-[0.6875rem] tabular-nums">
      {weeksOf(month).map((week) => (
        <span key={week[0]} className="grid grid-cols-7 gap-0.5">
          {week.map((day) =>
            monthOf(day) === month ? (
              <span
                key={day}
                className={`grid aspect-square place-items-center rounded-sm leading-none whitespace-nowrap ${day === today() ? 'font-bold text-brand' : day < today() ? 'text-soft' : ''} ${lookOf(days?.get(day))}`}
              >
                {dateOf(day)}
              </span>
            ) : (
              <span key={day} />
            ),
          )}
        </span>
      ))}
    </span>
  )
}

/** What the squares say, in numbers. */
function MonthCounts({ month, days }: MonthProps) {
  const t = wordsOf('availability')
  const of_month = [...(days?.values() ?? [])].filter(({ date }) => monthOf(date) === month)
  const count = (state: HostDay['state']) => of_month.filter((day) => day.state === state).length
  const parts = [
    t('year_held', { count: count('held') }),
    count('closed') + count('imported') > 0 &&
      t('year_closed', { count: count('closed') + count('imported') }),
  ]
  return <span className="text-sm text-soft">{parts.filter(Boolean).join(' · ')}</span>
}
