import { Link } from '@tanstack/react-router'
import type { Order } from '../api/contract.ts'
import { money, stayText } from '../i18n/format.ts'
import { Picture } from '../ui/picture.tsx'
import { Skeleton } from '../ui/states.tsx'
import { useIsWide } from '../ui/use-is-wide.ts'
import { Countdown } from './countdown.tsx'
import { OrderActions } from './order-actions.tsx'
import { StatusBadge } from './status-badge.tsx'
import { StayNote } from './stay-note.tsx'

/** One of a guest's orders in a list: all of it leads to the order, its buttons act. */
export function OrderCard({ order }: { readonly order: Order }) {
  const wide = useIsWide()
  // Above the link that covers the card.
  const actions = (
    <OrderActions order={order} viewer="guest" in_list className="relative z-10 justify-end" />
  )
  return (
    <article className="relative grid gap-4 rounded-2xl bg-card p-4 shadow-card transition-shadow focus-within:shadow-float hover:shadow-float sm:p-5">
      <div className="flex gap-4 sm:gap-5">
        <Picture
          src={order.img_url}
          alt=""
          className="aspect-square w-24 shrink-0 self-start rounded-xl sm:aspect-4/3 sm:w-44"
        />
        <div className="flex min-w-0 flex-1 flex-col gap-1.5">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <StatusBadge status={order.status} />
          </div>
          <h2 className="line-clamp-2 text-lg leading-snug font-bold">
            <Link
              to="/orders/$id"
              params={{ id: String(order.order_id) }}
              className="after:absolute after:inset-0 after:rounded-2xl"
            >
              {order.title}
            </Link>
          </h2>
          <p className="text-soft">{stayText(order.start_date, order.end_date)}</p>
          <Countdown order={order} viewer="guest" />
          <StayNote order={order} />
        </div>
        <div className="hidden max-w-64 shrink-0 flex-col items-end justify-between gap-4 md:flex">
          <p className="text-xl font-bold tabular-nums">{money(order.amount)}</p>
          {wide && actions}
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3 md:hidden">
        <p className="text-lg font-bold tabular-nums">{money(order.amount)}</p>
        {!wide && actions}
      </div>
    </article>
  )
}

export const OrderCardSkeleton = () => (
  <div
    aria-hidden="true"
    className="flex gap-4 rounded-2xl bg-card p-4 shadow-card sm:gap-5 sm:p-5"
  >
    <Skeleton className="aspect-square w-24 shrink-0 sm:aspect-4/3 sm:w-44" />
    <div className="grid flex-1 content-start gap-3">
      <Skeleton className="h-6 w-20" />
      <Skeleton className="h-6 w-4/5" />
      <Skeleton className="h-5 w-3/5" />
      <Skeleton className="h-11 w-28" />
    </div>
  </div>
)
