import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { FileQuestion } from 'lucide-react'
import { RequireSession } from '../account/session/require-session.tsx'
import { read } from '../api/queries.ts'
import { ERRCODE, isRefused } from '../api/refused.ts'
import { wordsOf } from '../i18n/words.ts'
import { buttonClass } from '../ui/button.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { EmptyState, ErrorState, Loading, Skeleton } from '../ui/states.tsx'
import { OrderSheet } from './order-sheet.tsx'
import { useHouseOf } from './use-house-of.ts'

const route = getRouteApi('/orders/$id')

/** One order, for its guest and for its host. */
export function OrderPage() {
  const { id } = route.useParams()
  return <RequireSession>{() => <Loaded key={id} id={id} />}</RequireSession>
}

function Loaded({ id }: { readonly id: string }) {
  const t = wordsOf('orders')
  const { data, error, refetch } = useQuery(read('/orders/{id}', { params: { id } }))
  usePageTitle(data?.order.title ?? t('order'))
  if (data) return <WithHouse {...data} />
  if (isRefused(error, ERRCODE.no_data) || isRefused(error, ERRCODE.params))
    return (
      <div className="page-narrow grid gap-6 py-10">
        <h1 className="sr-only">{t('order')}</h1>
        <EmptyState
          picture={<FileQuestion aria-hidden="true" />}
          title={t('missing')}
          hint={t('missing_hint')}
        >
          <Link to="/orders" className={buttonClass('brand')}>
            {t('to_orders')}
          </Link>
        </EmptyState>
      </div>
    )
  if (error)
    return (
      <div className="page-narrow grid gap-6 py-10">
        <h1 className="sr-only">{t('order')}</h1>
        <ErrorState error={error} onRetry={refetch} />
      </div>
    )
  return <OrderSkeleton />
}

function WithHouse(found: Omit<Parameters<typeof OrderSheet>[0], 'viewer' | 'house'>) {
  const house = useHouseOf(found.order)
  return <OrderSheet {...found} viewer={found.order.viewer_role} house={house} />
}

const OrderSkeleton = () => (
  <Loading>
    <div className="page grid gap-6 py-6 md:grid-cols-[1fr_22rem] md:py-10 lg:grid-cols-[1fr_26rem] lg:gap-10">
      <div className="grid content-start gap-6">
        <Skeleton className="h-6 w-32" />
        <Skeleton className="h-56 rounded-3xl" />
        <Skeleton className="h-64 rounded-3xl" />
      </div>
      <Skeleton className="h-112 rounded-3xl" />
    </div>
  </Loading>
)
