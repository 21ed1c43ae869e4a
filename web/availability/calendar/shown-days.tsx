import { useQuery } from '@tanstack/react-query'
import type { OwnHouse } from '../../api/contract.ts'
import { read } from '../../api/queries.ts'
import { firstOf, lastOf } from '../../i18n/month.ts'
import { Loading, Skeleton } from '../../ui/states.tsx'
import { Agenda } from './agenda.tsx'
import { MonthGrid } from './month-grid.tsx'
import { Timeline } from './timeline.tsx'
import type { Calendars } from './use-calendars.ts'
import { type Place, timelineDays } from './use-place.ts'
import type { DaySelection } from './use-selection.ts'
import { YearView } from './year-view.tsx'

interface ShownProps {
  readonly place: Place
  readonly houses: readonly OwnHouse[]
  readonly calendars: Calendars
  readonly chosen: DaySelection
  readonly label: string
}

export function ShownDays({ place, houses, calendars, chosen, label }: ShownProps) {
  const { house, month, view } = place
  if (calendars.pending) return <WaitingForDays />
  if (!house)
    return <Timeline days={timelineDays(place)} {...{ houses, calendars, chosen, label }} />
  const { house_id } = house
  if (view === 'year') return <YearView {...{ month, house_id, calendars }} />
  if (view === 'list')
    return (
      <Agenda
        {...{ house_id, calendars }}
        first={firstOf(month)}
        last={lastOf(month)}
        onSelect={chosen.select}
      />
    )
  return <HouseMonth {...{ month, house, calendars, chosen, label }} />
}

export const WaitingForDays = () => (
  <Loading>
    <Skeleton className="h-130" />
  </Loading>
)

interface MonthProps extends Omit<ShownProps, 'place' | 'houses'> {
  readonly month: string
  readonly house: OwnHouse
}

/** What is usual in the house needs no sign in each of its days. */
function HouseMonth({ house, ...props }: MonthProps) {
  const { data } = useQuery(read('/user/houses/{id}/rules', { params: { id: house.house_id } }))
  return <MonthGrid house={house} usual_min={data?.min_days ?? 1} {...props} />
}
