import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ReceiptText } from 'lucide-react'
import type { Order, OrderStatus } from '../../api/contract.ts'
import { wordsOf } from '../../i18n/words.ts'
import { buttonClass } from '../../ui/button.tsx'
import { MoreOnSight } from '../../ui/more-on-sight.tsx'
import { titleOf } from '../../ui/page-title.ts'
import { EmptyState, ErrorState, Loading, Skeleton } from '../../ui/states.tsx'
import { ordersQuery } from '../orders-query.ts'
import { HostOrderCard } from './host-order-card.tsx'

/** The orders of one's houses, newest first; requests have their own queue. */
export function HostOrders({ status }: { readonly status: OrderStatus | undefined }) {
  const t = wordsOf('orders/host')
  const words = wordsOf('orders')
  const pages = useInfiniteQuery(ordersQuery('landlord', status))
  if (pages.isError && !pages.data)
    return <ErrorState error={pages.error} onRetry={pages.refetch} />
  if (!pages.data) return <OrdersSkeleton />
  const isRequest = ({ status: its }: Order) => its === 'WAIT_ACCEPT'
  const orders = pages.data.pages.flatMap((page) => page.orders).filter((one) => !isRequest(one))
  return (
    <section className="grid gap-4">
      <h2 className="text-lg font-bold">
        {status ? words(`status_${status}`) : t('other_orders')}
      </h2>
      {orders.length === 0 && !pages.hasNextPage && <NoOrders status={status} />}
      <ul className="grid gap-3">
        {orders.map((order) => (
          <li key={order.order_id}>
            <HostOrderCard order={order} />
          </li>
        ))}
      </ul>
      <MoreOnSight pages={pages} />
    </section>
  )
}

function NoOrders({ status }: { readonly status: OrderStatus | undefined }) {
  const t = wordsOf('orders/host')
  const words = wordsOf('orders')
  return (
    <EmptyState
      picture={<ReceiptText aria-hidden="true" />}
      title={status ? words('empty_status', { status: words(`status_${status}`) }) : t('no_orders')}
      hint={t('no_orders_hint')}
    >
      <Link to="/host/houses" className={buttonClass('plain')}>
        {titleOf('/host/houses')}
      </Link>
    </EmptyState>
  )
}

const OrdersSkeleton = () => (
  <Loading>
    <div className="grid gap-3">
      {[1, 2, 3, 4].map((place) => (
        <Skeleton key={place} className="h-28 rounded-2xl" />
      ))}
    </div>
  </Loading>
)
