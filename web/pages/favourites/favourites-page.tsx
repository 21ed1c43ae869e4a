import { useQuery } from '@tanstack/react-query'
import { useSession } from '../../account/session/session.ts'
import { read } from '../../api/queries.ts'
import { PageHeading } from '../../ui/page-heading.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { CardsSkeleton } from './house-cards.tsx'
import { OwnLists } from './own-lists.tsx'
import { VisitorsHouses } from './visitors-houses.tsx'

/** What somebody has saved: in their lists, or, for a visitor, in this browser. */
export function FavouritesPage() {
  const session = useSession()
  return (
    <div className="page grid gap-6 py-6 md:py-10">
      <PageHeading of="/favourites" />
      {session === null && <VisitorsHouses />}
      {session && <Members key={session.user_id} />}
      {session === undefined && (
        <Loading>
          <CardsSkeleton />
        </Loading>
      )}
    </div>
  )
}

function Members() {
  const { data, error, refetch } = useQuery(read('/user/favourites'))
  if (data) return <OwnLists {...data} />
  if (error) return <ErrorState error={error} onRetry={refetch} />
  return (
    <Loading>
      <CardsSkeleton />
    </Loading>
  )
}
