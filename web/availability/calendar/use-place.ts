import { useNavigate, useSearch } from '@tanstack/react-router'
import type { OwnHouse } from '../../api/contract.ts'
import { addDays, today } from '../../i18n/format.ts'
import {
  addMonths,
  daysOf,
  firstOf,
  isMonth,
  lastOf,
  thisMonth,
  weeksOf,
} from '../../i18n/month.ts'
import { useIsWide } from '../../ui/use-is-wide.ts'
import { isView, type View } from './view-switch.tsx'

/** In the address: all houses under each other, also where one would be shown. */
export const ALL_HOUSES = 'all'

/** What is looked at: of the address, so that it can be kept, sent and gone back to. */
export interface Place {
  /** Undefined: all of them, under each other. */
  readonly house: OwnHouse | undefined
  readonly month: string
  readonly view: View
  /** The first and the last day that are to be known for it. */
  readonly from: string
  readonly to: string
  readonly go: (next: { house?: string; month?: string; view?: View }) => void
}

/** As many days as houses under each other show. */
const TIMELINE_DAYS = 62

export function usePlace(houses: readonly OwnHouse[]): Place {
  const wide = useIsWide()
  const navigate = useNavigate()
  const search = useSearch({ from: '/_host/host/calendar' })
  const month = isMonth(search.month) ? search.month : thisMonth()
  const view = isView(search.view) ? search.view : 'month'
  const named = houses.find(({ house_id }) => String(house_id) === search.house)
  const first = houses.find(({ listed }) => listed) ?? houses[0]
  const takes_all = houses.length > 1 && view === 'month'
  const wants_all = search.house === ALL_HOUSES || (wide && !search.house)
  const house = named ?? (takes_all && wants_all ? undefined : first)
  return {
    house,
    month,
    view,
    ...spanOf(month, view, house === undefined),
    go: (next) =>
      void navigate({
        to: '/host/calendar',
        search: { ...search, ...next },
        replace: true,
        resetScroll: false,
      }),
  }
}

function spanOf(month: string, view: View, all: boolean) {
  if (all) return { from: firstOf(month), to: addDays(firstOf(month), TIMELINE_DAYS - 1) }
  if (view === 'year') return { from: firstOf(month), to: lastOf(addMonths(month, 11)) }
  const weeks = weeksOf(month)
  return {
    from: weeks[0]?.[0] ?? firstOf(month),
    to: weeks.at(-1)?.at(-1) ?? lastOf(month),
  }
}

/** The days that houses under each other show. */
export const timelineDays = ({ month }: Place): readonly string[] =>
  Array.from({ length: TIMELINE_DAYS }, (_, offset) => addDays(firstOf(month), offset))

/** Where the keyboard arrives in a month: today, if it is there. */
export const firstStop = (month: string): string =>
  daysOf(month).find((day) => day === today()) ?? firstOf(month)
