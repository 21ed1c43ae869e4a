import type { HostDay, Stay } from '../../api/contract.ts'
import { money, today } from '../../i18n/format.ts'
import { dateOf, monthOf, WEEKDAYS, weeksOf } from '../../i18n/month.ts'
import { wordsOf } from '../../i18n/words.ts'
import { barsOn } from './bars.ts'
import { StayBar } from './stay-bar.tsx'
import { CLOSED_LOOKS } from './stay-look.ts'

interface GridProps {
  readonly month: string
  readonly stays: readonly Stay[]
  /** Of the same weeks; empty until they are known. */
  readonly days: readonly HostDay[]
}

/** The month of one house in weeks; stays lie across their days. */
export function MonthGrid({ month, stays, days }: GridProps) {
  const known = new Map(days.map((day) => [day.date, day]))
  return (
    <div className="overflow-hidden rounded-2xl bg-card shadow-card">
      <div
        aria-hidden="true"
        className="grid grid-cols-7 border-b border-line py-2 text-center text-sm text-soft"
      >
        {WEEKDAYS.map((name, place) => (
          <span key={place}>{name}</span>
        ))}
      </div>
      {weeksOf(month).map((week) => (
        <div key={week[0]} className="relative border-line not-last:border-b">
          <div className="grid grid-cols-7">
            {week.map((day) => (
              <DayCell key={day} day={day} beside={monthOf(day) !== month} known={known.get(day)} />
            ))}
          </div>
          <div className="pointer-events-none absolute inset-x-0 bottom-2 grid grid-cols-7">
            {barsOn(week, stays).map((bar) => (
              <StayBar key={bar.stay.order_id} bar={bar} className="row-start-1 h-11" />
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}

interface CellProps {
  readonly day: string
  readonly beside: boolean
  readonly known: HostDay | undefined
}

function DayCell({ day, beside, known }: CellProps) {
  const t = wordsOf('availability')
  const now = today()
  const look = known && CLOSED_LOOKS[known.state]
  return (
    <div
      className={`h-24 border-line p-1.5 text-sm not-last:border-r ${beside ? 'bg-wash/60' : ''} ${day < now || beside ? 'text-soft' : 'font-medium'} ${look ?? ''}`}
    >
      <span
        aria-current={day === now ? 'date' : undefined}
        className={`grid size-7 place-items-center rounded-full tabular-nums ${day === now ? 'bg-brand font-bold text-on-brand' : ''}`}
      >
        {dateOf(day)}
      </span>
      {known?.state === 'free' && day >= now && (
        <span className="block truncate text-xs font-normal tabular-nums text-soft">
          {money(known.price)}
        </span>
      )}
      {look && (
        <span className="mt-1 line-clamp-2 text-xs font-normal wrap-anywhere text-soft">
          {known.note || t(known.state === 'closed' ? 'legend_closed' : 'legend_imported')}
        </span>
      )}
    </div>
  )
}
