import { Link } from '@tanstack/react-router'
import type { OwnHouse, Stay } from '../../api/contract.ts'
import { today } from '../../i18n/format.ts'
import { dateOf, daysOf, WEEKDAYS, weekdayOf } from '../../i18n/month.ts'
import { barsOn } from './bars.ts'
import { StayBar } from './stay-bar.tsx'

interface TimelineProps {
  readonly month: string
  readonly houses: readonly OwnHouse[]
  readonly stays: readonly Stay[]
}

/** Below that, bars are too narrow to be read: it is pushed sideways. */
const ROW = 'grid min-w-4xl grid-cols-[11rem_minmax(0,1fr)]'

/** All houses at once: a row each, the days of the month from left to right. */
export function Timeline({ month, houses, stays }: TimelineProps) {
  const days = daysOf(month)
  const columns = { gridTemplateColumns: `repeat(${days.length}, minmax(0, 1fr))` }
  return (
    <div className="overflow-x-auto rounded-2xl bg-card shadow-card">
      <div aria-hidden="true" className={`${ROW} border-b border-line`}>
        <span />
        <div className="grid" style={columns}>
          {days.map((day) => (
            <DayHead key={day} day={day} />
          ))}
        </div>
      </div>
      {houses.map((house) => (
        <div key={house.house_id} className={`${ROW} border-line not-last:border-b`}>
          <Link
            to="/host/calendar"
            search={{ house: String(house.house_id), month }}
            className="line-clamp-2 self-center px-4 py-3 text-sm font-semibold hover:underline"
          >
            {house.title}
          </Link>
          <div className="relative h-18">
            <div aria-hidden="true" className="absolute inset-0 grid" style={columns}>
              {days.map((day) => (
                <span key={day} className={`border-l border-line ${shade(day)}`} />
              ))}
            </div>
            <div className="absolute inset-x-0 top-3.5 grid" style={columns}>
              {barsOn(
                days,
                stays.filter(({ house_id }) => house_id === house.house_id),
              ).map((bar) => (
                <StayBar key={bar.stay.order_id} bar={bar} className="row-start-1 h-11" />
              ))}
            </div>
          </div>
        </div>
      ))}
    </div>
  )
}

const shade = (day: string): string => {
  if (day === today()) return 'bg-brand-wash'
  return weekdayOf(day) > 4 ? 'bg-wash/70' : ''
}

const DayHead = ({ day }: { readonly day: string }) => (
  <span
    className={`grid justify-items-center py-2 text-xs tabular-nums ${day === today() ? 'bg-brand-wash font-bold text-brand' : 'text-soft'}`}
  >
    <span>{WEEKDAYS[weekdayOf(day)]}</span>
    <span className="text-sm">{dateOf(day)}</span>
  </span>
)
