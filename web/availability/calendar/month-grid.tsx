import type { HostDay } from '../../api/contract.ts'
import { today } from '../../i18n/format.ts'
import { dateOf, monthOf, WEEKDAYS, WEEKDAYS_LONG, weeksOf } from '../../i18n/month.ts'
import { type Bar, barsOn, heldOf } from './bars.ts'
import { type CellHouse, cellPrice, cellProps, DaySigns, lookOfChoice } from './day-cell.tsx'
import { HeldBar } from './held-bar.tsx'
import { type Spot, stopIn } from './selection.ts'
import { CLOSED_LOOKS } from './stay-look.ts'
import type { Calendars } from './use-calendars.ts'
import { firstStop } from './use-place.ts'
import type { DaySelection } from './use-selection.ts'

interface GridProps {
  readonly month: string
  readonly house: CellHouse
  /** What needs no sign: the nights that the house takes at least. */
  readonly usual_min: number
  readonly calendars: Calendars
  readonly chosen: DaySelection
  readonly label: string
}

/** The month of one house in weeks; what is held lies across its days. */
export function MonthGrid({ month, house, usual_min, calendars, chosen, label }: GridProps) {
  const days = calendars.days.get(house.house_id)
  const held = heldOf(house.house_id, days, calendars.stays)
  const weeks = weeksOf(month)
  const { house_id } = house
  const stop = stopIn({ house_ids: [house_id], days: weeks.flat() }, chosen.focused, {
    house_id,
    day: firstStop(month),
  })
  return (
    <table
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are chosen is a grid
      role="grid"
      aria-label={label}
      aria-multiselectable="true"
      {...chosen.handlers}
      className="block touch-pan-y overflow-hidden rounded-2xl bg-card shadow-card select-none"
    >
      <thead className="block">
        <tr className="grid grid-cols-7 border-b border-line py-2 text-center text-sm text-soft">
          {WEEKDAYS.map((name, place) => (
            <th key={place} scope="col" className="font-normal" aria-label={WEEKDAYS_LONG[place]}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="grid gap-px bg-line">
        {weeks.map((week) => {
          const bars = barsOn(week, held)
          return (
            <tr key={week[0]} className="grid grid-cols-7 gap-px">
              {week.map((day) => (
                <Cell
                  key={day}
                  day={day}
                  month={month}
                  house={house}
                  known={days?.get(day)}
                  chosen={chosen}
                  stop={stop}
                  usual_min={usual_min}
                  bars={bars.filter(({ on }) => on === day)}
                />
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

interface CellProps {
  readonly day: string
  readonly month: string
  readonly house: CellHouse
  readonly known: HostDay | undefined
  readonly chosen: DaySelection
  readonly stop: Spot
  readonly usual_min: number
  readonly bars: readonly Bar[]
}

function Cell({ day, month, house, known, chosen, stop, usual_min, bars }: CellProps) {
  const now = today()
  const gone = day < now
  const beside = monthOf(day) !== month
  const look = known && CLOSED_LOOKS[known.state]
  return (
    <td
      {...cellProps(day, house, known, chosen, stop)}
      className={`relative h-19 p-1 text-sm -outline-offset-2 md:h-28 md:p-2 ${gone ? 'text-soft' : 'cursor-pointer'} ${look ?? (beside || gone ? 'bg-wash' : 'bg-card')} ${lookOfChoice(chosen, house.house_id, day)}`}
    >
      <span className="flex items-start justify-between gap-1">
        <span
          className={`grid size-6 shrink-0 place-items-center rounded-full tabular-nums md:size-7 ${dateLook(day, now, beside)}`}
        >
          {dateOf(day)}
        </span>
        {known?.season && !gone && (
          <span className="hidden min-w-0 truncate rounded-full bg-brand-wash px-1.5 text-xs text-brand md:block">
            {known.season}
          </span>
        )}
      </span>
      {known?.state === 'free' && !gone && (
        <span className="block md:mt-1">
          <span
            className={`block truncate text-xs tabular-nums md:text-sm ${known.by_day ? 'font-bold' : 'font-medium'} ${beside ? 'text-soft' : ''}`}
          >
            {cellPrice(known.price)}
          </span>
          <DaySigns known={known} usual_min={usual_min} />
        </span>
      )}
      {bars.map((bar) => (
        <HeldBar key={bar.key} bar={bar} className="bottom-1.5 h-8 md:bottom-2.5 md:h-9" />
      ))}
    </td>
  )
}

function dateLook(day: string, now: string, beside: boolean): string {
  if (day === now) return 'bg-brand font-bold text-on-brand'
  return beside || day < now ? 'text-soft' : 'font-semibold'
}
