import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Luggage } from 'lucide-react'
import type { Order, OrderStatus } from '../api/contract.ts'
import { wordsOf } from '../i18n/words.ts'
import { buttonClass } from '../ui/button.tsx'
import { MoreOnSight } from '../ui/more-on-sight.tsx'
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx'
import { OrderCard, OrderCardSkeleton } from './order-card.tsx'
import { ordersQuery } from './orders-query.ts'

/** What waits for the guest, and not for long, before what is merely newer. */
const unpaidFirst = (one: Order, other: Order): number =>
  Number(other.status === 'WAIT_PAYMENT') - Number(one.status === 'WAIT_PAYMENT')

const SKELETONS = ['a', 'b', 'c']

export function OrdersList({ status }: { readonly status: OrderStatus | undefined }) {
  const pages = useInfiniteQuery(ordersQuery('custom', status))
  if (pages.isPending)
    return (
      <Loading>
        <div className="grid gap-4">
          {SKELETONS.map((key) => (
            <OrderCardSkeleton key={key} />
          ))}
        </div>
      </Loading>
    )
  if (pages.isError && !pages.data)
    return <ErrorState error={pages.error} onRetry={() => pages.refetch()} />
  const orders = pages.data.pages.flatMap((page) => page.orders).toSorted(unpaidFirst)
  if (orders.length === 0) return <NoOrders status={status} />
  return (
    <>
      <ul className="grid gap-4">
        {orders.map((order) => (
          <li key={order.order_id}>
            <OrderCard order={order} />
          </li>
        ))}
      </ul>
      <MoreOnSight pages={pages} />
    </>
  )
}

function NoOrders({ status }: { readonly status: OrderStatus | undefined }) {
  const t = wordsOf('orders')
  return (
    <EmptyState
      picture={<Luggage aria-hidden="true" />}
      title={status ? t('empty_status', { status: t(`status_${status}`) }) : t('empty')}
      hint={t(status ? 'empty_status_hint' : 'empty_hint')}
    >
      {status && (
        <Link to="/orders" replace className={buttonClass('plain')}>
          {t('all_orders')}
        </Link>
      )}
      <Link to="/search" className={buttonClass('brand')}>
        {t('to_search')}
      </Link>
    </EmptyState>
  )
}
