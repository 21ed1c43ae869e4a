import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { OwnHouse, Stay } from '../api/contract.ts'
import { read } from '../api/queries.ts'
import { NoHouses } from '../houses/own/publish-link.tsx'
import { monthText } from '../i18n/format.ts'
import { addMonths, firstOf, isMonth, lastOf, thisMonth, weeksOf } from '../i18n/month.ts'
import { wordsOf } from '../i18n/words.ts'
import { PageHeading } from '../ui/page-heading.tsx'
import { ErrorState, Loading, Skeleton } from '../ui/states.tsx'
import { useIsWide } from '../ui/use-is-wide.ts'
import { HouseSelect } from './calendar/house-select.tsx'
import { Legend } from './calendar/legend.tsx'
import { MonthBar } from './calendar/month-bar.tsx'
import { MonthGrid } from './calendar/month-grid.tsx'
import { StayList } from './calendar/stay-list.tsx'
import { Timeline } from './calendar/timeline.tsx'
import { walkStays } from './calendar/walk-stays.ts'
import { CalendarSync } from './calendar-sync.tsx'
import { ChangeDays } from './change-days.tsx'
import { PriceRules } from './price-rules.tsx'
import { SetPrices } from './set-prices.tsx'

export function CalendarPage() {
  return (
    <>
      <PageHeading of="/host/calendar" />
      <Houses />
    </>
  )
}

const Waiting = () => (
  <Loading>
    <div className="grid gap-4">
      <Skeleton className="h-12 w-72" />
      <Skeleton className="h-130" />
    </div>
  </Loading>
)

function Houses() {
  const { data, error, refetch } = useQuery(read('/user/houses'))
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <Waiting />
  if (data.houses.length === 0) return <NoHouses />
  return <Calendar houses={data.houses} />
}

/** All houses beside each other at a desk, one of them on a phone. */
function Calendar({ houses }: { readonly houses: readonly OwnHouse[] }) {
  const t = wordsOf('availability')
  const wide = useIsWide()
  const navigate = useNavigate()
  const search = useSearch({ from: '/_host/host/calendar' })
  const month = isMonth(search.month) ? search.month : thisMonth()
  const named = houses.find(({ house_id }) => String(house_id) === search.house)
  const first = houses.find(({ listed }) => listed) ?? houses[0]
  const house = named ?? (wide && houses.length > 1 ? undefined : first)
  const go = (next: { house?: string; month?: string }) =>
    void navigate({
      to: '/host/calendar',
      search: { ...search, ...next },
      replace: true,
      resetScroll: false,
    })
  const weeks = weeksOf(month)
  const from = weeks[0]?.[0] ?? firstOf(month)
  const to = weeks.at(-1)?.at(-1) ?? lastOf(month)
  const { data, error, refetch } = useQuery({
    ...read('/user/stays', { query: { from, to } }),
    placeholderData: keepPreviousData,
  })
  const stays = (data?.stays ?? []).filter(({ house_id }) => !house || house_id === house.house_id)
  const within = stays.filter(
    ({ start_date, end_date }) => start_date <= lastOf(month) && end_date >= firstOf(month),
  )
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <HouseSelect
          houses={houses}
          chosen={house?.house_id}
          withAll={wide && houses.length > 1}
          onChoose={(id) => go({ house: id })}
        />
        <MonthBar month={month} onChoose={(next) => go({ month: next })} />
      </div>
      {house && (
        <div className="flex flex-wrap gap-2">
          <ChangeDays house_id={house.house_id} />
          <SetPrices house_id={house.house_id} />
          <PriceRules key={house.house_id} house_id={house.house_id} />
        </div>
      )}
      {error && !data && <ErrorState error={error} onRetry={refetch} />}
      {!data && !error && <Waiting />}
      {data && (
        <>
          <section
            tabIndex={-1}
            className="outline-none"
            aria-label={t('calendar_of', {
              month: monthText(month),
              house: house?.title ?? t('all_houses'),
            })}
            onKeyDown={walkStays((months) => go({ month: addMonths(month, months) }))}
          >
            {house ? (
              <HouseMonth house_id={house.house_id} month={month} stays={stays} />
            ) : (
              <Timeline month={month} houses={houses} stays={stays} />
            )}
          </section>
          <Legend />
          <StayList stays={within} />
          {house && <CalendarSync key={house.house_id} house_id={house.house_id} />}
        </>
      )}
    </div>
  )
}

/** The days that the host closed, or that other sites hold, come a moment after the stays. */
function HouseMonth(props: {
  readonly house_id: number
  readonly month: string
  readonly stays: readonly Stay[]
}) {
  const weeks = weeksOf(props.month)
  const from = weeks[0]?.[0] ?? ''
  const to = weeks.at(-1)?.at(-1) ?? ''
  const days = useQuery(
    read('/user/houses/{id}/calendar', { params: { id: props.house_id }, query: { from, to } }),
  )
  return <MonthGrid {...props} days={days.data?.days ?? []} />
}
