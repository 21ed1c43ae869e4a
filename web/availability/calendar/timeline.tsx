import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { OwnHouse } from '../../api/contract.ts'
import { dayText, monthText, today } from '../../i18n/format.ts'
import { dateOf, monthOf, WEEKDAYS, weekdayOf } from '../../i18n/month.ts'
import { wordsOf } from '../../i18n/words.ts'
import { barsOn, heldOf } from './bars.ts'
import { cellPrice, cellProps, lookOfChoice } from './day-cell.tsx'
import { HeldBar } from './held-bar.tsx'
import { type Spot, stopIn } from './selection.ts'
import { CLOSED_LOOKS } from './stay-look.ts'
import type { Calendars } from './use-calendars.ts'
import type { DaySelection } from './use-selection.ts'

interface TimelineProps {
  readonly days: readonly string[]
  readonly houses: readonly OwnHouse[]
  readonly calendars: Calendars
  readonly chosen: DaySelection
  readonly label: string
}

const NAME = 'w-28 md:w-52'
const DAY = 'w-13 shrink-0'

/** Houses under each other, a row each; all rows scroll together, and the names stay. */
export function Timeline({ days, houses, calendars, chosen, label }: TimelineProps) {
  const t = wordsOf('availability')
  const frame = useRef<HTMLDivElement>(null)
  const first = days[0] ?? ''
  const house_ids = houses.map(({ house_id }) => house_id)
  const stop = stopIn({ house_ids, days }, chosen.focused, {
    house_id: house_ids[0] ?? 0,
    day: days.includes(today()) ? today() : first,
  })
  // Days gone by are to the left of what is seen first.
  useEffect(() => {
    const past = days.indexOf(today())
    const cell = frame.current?.querySelector<HTMLElement>('[data-day]')
    if (frame.current && cell) frame.current.scrollLeft = Math.max(0, past) * (cell.offsetWidth + 1)
  }, [days])
  return (
    <div ref={frame} className="max-h-[75dvh] overflow-auto rounded-2xl bg-card shadow-card">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are chosen is a grid
        role="grid"
        aria-label={label}
        aria-multiselectable="true"
        {...chosen.handlers}
        className="block w-max select-none"
      >
        <thead className="sticky top-0 z-30 block border-b border-line bg-card">
          <tr className="flex gap-px">
            <th
              scope="col"
              className={`sticky left-0 z-10 bg-card px-3 py-2 text-left text-sm font-normal text-soft md:px-4 ${NAME}`}
            >
              {t('house')}
            </th>
            {days.map((day) => (
              <DayHead key={day} day={day} first={day === first} />
            ))}
          </tr>
        </thead>
        <tbody className="grid gap-px bg-line">
          {houses.map((house) => (
            <HouseRow key={house.house_id} {...{ days, house, calendars, chosen }} stop={stop} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  readonly days: readonly string[]
  readonly house: OwnHouse
  readonly calendars: Calendars
  readonly chosen: DaySelection
  /** Where the tabulator arrives. */
  readonly stop: Spot
}

function HouseRow({ days, house, calendars, chosen, stop }: RowProps) {
  const known = calendars.days.get(house.house_id)
  const bars = barsOn(days, heldOf(house.house_id, known, calendars.stays))
  return (
    <tr className="flex gap-px">
      <th
        scope="row"
        className={`sticky left-0 z-20 flex items-center bg-card px-3 py-2 text-left md:px-4 ${NAME}`}
      >
        <Link
          to="/host/calendar"
          search={{ house: String(house.house_id), month: monthOf(days[0] ?? '') }}
          className="line-clamp-3 text-sm font-semibold hover:underline"
        >
          {house.title}
        </Link>
      </th>
      {days.map((day) => {
        const here = known?.get(day)
        return (
          <td
            key={day}
            {...cellProps(day, house, here, chosen, stop)}
            className={`relative h-20 pt-1.5 text-center -outline-offset-2 ${DAY} ${day < today() ? '' : 'cursor-pointer'} ${(here && CLOSED_LOOKS[here.state]) ?? shade(day)} ${lookOfChoice(chosen, house.house_id, day)}`}
          >
            {here?.state === 'free' && day >= today() && (
              <span className="text-xs tabular-nums">{cellPrice(here.price)}</span>
            )}
            {bars
              .filter(({ on }) => on === day)
              .map((bar) => (
                <HeldBar key={bar.key} bar={bar} className="bottom-3 h-8" />
              ))}
          </td>
        )
      })}
    </tr>
  )
}

const shade = (day: string): string => {
  if (day === today()) return 'bg-brand-wash'
  return weekdayOf(day) > 4 || day < today() ? 'bg-wash' : 'bg-card'
}

/** The month is said where it begins. */
const DayHead = ({ day, first }: { readonly day: string; readonly first: boolean }) => (
  <th
    scope="col"
    aria-label={dayText(day)}
    className={`relative grid justify-items-center pt-6 pb-1.5 text-xs tabular-nums ${DAY} ${day === today() ? 'font-bold text-brand' : 'font-normal text-soft'}`}
  >
    {(first || dateOf(day) === 1) && (
      <span className="absolute top-1 left-1 text-sm font-semibold whitespace-nowrap text-ink">
        {monthText(monthOf(day))}
      </span>
    )}
    <span>{WEEKDAYS[weekdayOf(day)]}</span>
    <span className="text-sm">{dateOf(day)}</span>
  </th>
)
