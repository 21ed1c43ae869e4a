import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/queries.ts'
import { PageHeading } from '../../ui/page-heading.tsx'
import { ErrorState, Loading, Skeleton } from '../../ui/states.tsx'
import { OwnHouseCard } from './own-house-card.tsx'
import { NoHouses, PublishLink } from './publish-link.tsx'

const GRID = 'grid gap-5 sm:grid-cols-2 xl:grid-cols-3'

/** The houses that a host lets or has taken off the list. */
export function HousesPage() {
  return (
    <>
      <PageHeading of="/host/houses" actions={<PublishLink />} />
      <Houses />
    </>
  )
}

function Houses() {
  const { data, error, refetch } = useQuery(read('/user/houses'))
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <HousesSkeleton />
  if (data.houses.length === 0) return <NoHouses />
  return (
    <ul className={GRID}>
      {data.houses.map((house) => (
        <li key={house.house_id}>
          <OwnHouseCard house={house} />
        </li>
      ))}
    </ul>
  )
}

const HousesSkeleton = () => (
  <Loading>
    <div className={GRID}>
      {[1, 2, 3].map((place) => (
        <div key={place} className="overflow-hidden rounded-2xl bg-card shadow-card">
          <Skeleton className="aspect-3/2 rounded-none" />
          <div className="grid gap-3 p-4">
            <Skeleton className="h-6 w-3/4" />
            <Skeleton className="h-5 w-1/2" />
            <Skeleton className="h-11" />
          </div>
        </div>
      ))}
    </div>
  </Loading>
)
