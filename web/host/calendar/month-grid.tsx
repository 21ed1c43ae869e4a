import type { Stay } from '../../api/contract.ts'
import { today } from '../../i18n/format.ts'
import { barsOn } from './bars.ts'
import { dateOf, monthOf, WEEKDAYS, weeksOf } from './month.ts'
import { StayBar } from './stay-bar.tsx'

interface GridProps {
  readonly month: string
  readonly stays: readonly Stay[]
}

/** The month of one house in weeks; stays lie across their days. */
export function MonthGrid({ month, stays }: GridProps) {
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
              <DayCell key={day} day={day} beside={monthOf(day) !== month} />
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

function DayCell({ day, beside }: { readonly day: string; readonly beside: boolean }) {
  const now = today()
  return (
    <div
      className={`h-24 border-line p-1.5 text-sm not-last:border-r ${beside ? 'bg-wash/60' : ''} ${day < now || beside ? 'text-soft' : 'font-medium'}`}
    >
      <span
        aria-current={day === now ? 'date' : undefined}
        className={`grid size-7 place-items-center rounded-full tabular-nums ${day === now ? 'bg-brand font-bold text-on-brand' : ''}`}
      >
        {dateOf(day)}
      </span>
    </div>
  )
}
