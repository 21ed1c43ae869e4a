import type { Order, Stay } from '../../api/contract.ts'
import { monthText, stayDates, today } from '../../i18n/format.ts'
import { dateOf, daysOf, firstOf, WEEKDAYS, weekdayOf } from '../../i18n/month.ts'
import { wordsOf } from '../../i18n/words.ts'

interface MiniProps {
  readonly month: string
  readonly order: Order
  /** Of the same house, without the one that is asked about. */
  readonly others: readonly Stay[]
}

const REQUESTED = 'bg-brand font-bold text-on-brand'
const HELD = 'bg-wash text-soft line-through decoration-2'
const has = (day: string, { start_date, end_date }: { start_date: string; end_date: string }) =>
  start_date <= day && day <= end_date

/** The house's month: the days asked for, and those that others hold. */
export function MiniMonth({ month, order, others }: MiniProps) {
  const t = wordsOf('orders/host')
  const days = daysOf(month)
  const held = others.filter(
    ({ start_date, end_date }) => start_date <= (days.at(-1) ?? '') && end_date >= firstOf(month),
  )
  const label = [
    monthText(month),
    t('mini_asked', { dates: stayDates(order.start_date, order.end_date) }),
    held.length
      ? t('mini_held', {
          dates: held.map(({ start_date, end_date }) => stayDates(start_date, end_date)).join('; '),
        })
      : t('mini_free'),
  ].join(', ')
  const look = (day: string): string => {
    if (has(day, order)) return REQUESTED
    if (others.some((stay) => has(day, stay))) return HELD
    return day < today() ? 'text-soft/70' : ''
  }
  return (
    <div role="img" aria-label={label} className="w-full">
      <p className="mb-1 text-sm font-semibold">{monthText(month)}</p>
      <div className="grid grid-cols-7 gap-y-0.5 text-center text-xs tabular-nums">
        {WEEKDAYS.map((name, place) => (
          <span key={place} className="py-0.5 text-soft">
            {name}
          </span>
        ))}
        {days.map((day, place) => (
          <span
            key={day}
            style={place === 0 ? { gridColumnStart: weekdayOf(day) + 1 } : undefined}
            className={`grid h-7 place-items-center ${edges(day, order, others)} ${look(day)}`}
          >
            {dateOf(day)}
          </span>
        ))}
      </div>
    </div>
  )
}

/** Round where a stay begins and ends. */
function edges(day: string, order: Order, others: readonly Stay[]): string {
  const stay = has(day, order) ? order : others.find((other) => has(day, other))
  if (!stay) return ''
  const begins = stay.start_date === day ? 'rounded-l-full' : ''
  const ends = stay.end_date === day ? 'rounded-r-full' : ''
  return `${begins} ${ends}`
}
