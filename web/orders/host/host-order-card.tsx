import { Link } from '@tanstack/react-router'
import type { Order } from '../../api/contract.ts'
import { money, stayText } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Countdown } from '../countdown.tsx'
import { OrderActions } from '../order-actions.tsx'
import { StatusBadge } from '../status-badge.tsx'

/** One order of a house: all of it leads to the order, its buttons act. */
export function HostOrderCard({ order }: { readonly order: Order }) {
  return (
    <article className="relative flex flex-wrap items-center gap-x-4 gap-y-3 rounded-2xl bg-card p-4 shadow-card transition-shadow focus-within:shadow-float hover:shadow-float">
      <Avatar name={order.guest_name} url={order.guest_avatar} className="size-12" />
      {/* With a width of its own, so that what stands beside it goes below rather than squeeze it. */}
      <div className="min-w-0 grow basis-44">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h3 className="truncate font-bold">
            <Link
              to="/orders/$id"
              params={{ id: String(order.order_id) }}
              className="after:absolute after:inset-0 after:rounded-2xl"
            >
              {order.guest_name}
            </Link>
          </h3>
          <StatusBadge status={order.status} />
        </div>
        <p>
          {stayText(order.start_date, order.end_date)} ·{' '}
          {wordsOf('ui')('people', { count: order.guests })}
        </p>
        <p className="truncate text-sm text-soft">{order.title}</p>
        <Countdown order={order} viewer="host" />
      </div>
      <div className="ml-auto flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
        <p className="text-lg font-bold tabular-nums">{money(order.amount)}</p>
        {/* Above the link that covers the card. */}
        <OrderActions order={order} viewer="host" className="relative z-10" />
      </div>
    </article>
  )
}
