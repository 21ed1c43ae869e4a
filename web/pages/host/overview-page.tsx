import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { OwnHouse } from '../../api/contract.ts'
import { read } from '../../api/queries.ts'
import { NoHouses } from '../../houses/own/publish-link.tsx'
import { wordsOf } from '../../i18n/words.ts'
import { RequestQueue } from '../../orders/host/request-queue.tsx'
import { useRequests } from '../../orders/host/use-requests.ts'
import { buttonClass } from '../../ui/button.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { ErrorState, Loading, Skeleton } from '../../ui/states.tsx'
import { ComingsAndGoings } from './comings-and-goings.tsx'
import { YearFigures } from './year-figures.tsx'

const REQUESTS_SHOWN = 2

/** What a host looks at each morning: what to answer, who comes, how it goes. */
export function OverviewPage() {
  return (
    <>
      <PageHeading of="/host" />
      <Overview />
    </>
  )
}

function Overview() {
  const { data, error, refetch } = useQuery(read('/user/houses'))
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />
  if (!data)
    return (
      <Loading>
        <div className="grid gap-6">
          <Skeleton className="h-56 rounded-2xl" />
          <Skeleton className="h-72 rounded-2xl" />
        </div>
      </Loading>
    )
  if (data.houses.length === 0) return <NoHouses />
  return <WithHouses houses={data.houses} />
}

function WithHouses({ houses }: { readonly houses: readonly OwnHouse[] }) {
  const t = wordsOf('pages/host')
  const waiting = useRequests().data?.orders.length ?? 0
  return (
    <div className="grid gap-10">
      <div className="grid gap-8 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid content-start gap-4">
          <RequestQueue shown_max={REQUESTS_SHOWN} />
          {waiting > 0 && (
            <Link
              to="/host/orders"
              search={{ status: 'WAIT_ACCEPT' }}
              className={buttonClass('plain', 'medium', 'justify-self-start')}
            >
              {t('all_requests', { count: waiting })}
            </Link>
          )}
        </div>
        <ComingsAndGoings />
      </div>
      <YearFigures houses={houses} />
    </div>
  )
}
