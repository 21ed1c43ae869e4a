import { useQuery } from '@tanstack/react-query'
import { read } from '../api/queries.ts'
import { NoHouses } from '../houses/own/publish-link.tsx'
import { PageHeading } from '../ui/page-heading.tsx'
import { ErrorState } from '../ui/states.tsx'
import { Calendar } from './calendar/calendar.tsx'
import { WaitingForDays } from './calendar/shown-days.tsx'

export function CalendarPage() {
  return (
    <>
      <PageHeading of="/host/calendar" />
      <Houses />
    </>
  )
}

function Houses() {
  const { data, error, refetch } = useQuery(read('/user/houses'))
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <WaitingForDays />
  if (data.houses.length === 0) return <NoHouses />
  return <Calendar houses={data.houses} />
}
