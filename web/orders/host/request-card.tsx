import { Link } from '@tanstack/react-router'
import type { Order } from '../../api/contract.ts'
import { money, stayText } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { RatingMark } from '../../reviews/rating-mark.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Countdown } from '../countdown.tsx'
import { OrderActions } from '../order-actions.tsx'
import { HouseMonths } from './house-months.tsx'

interface RequestProps {
  readonly order: Order
  /** With the house's month, where there is room for it. */
  readonly withMonth?: boolean
}

/** All that is needed to say yes or no: who, which house, when, how much, and until when. */
export function RequestCard({ order, withMonth }: RequestProps) {
  const t = wordsOf('orders/host')
  return (
    <article
      className={`grid gap-5 rounded-2xl bg-card p-5 shadow-card ${withMonth ? 'md:grid-cols-[minmax(0,1fr)_18rem] md:gap-8 md:p-6' : ''}`}
    >
      <div className="flex min-w-0 flex-col gap-4">
        <div className="flex items-center gap-3">
          <Avatar name={order.guest_name} url={order.guest_avatar} className="size-12" />
          <div className="min-w-0">
            <h3 className="line-clamp-2 leading-snug font-bold">
              <Link
                to="/orders/$id"
                params={{ id: String(order.order_id) }}
                className="hover:underline"
              >
                {t('request_of', { name: order.guest_name })}
              </Link>
            </h3>
            <p className="text-sm text-soft empty:hidden">
              <RatingMark rating={order.guest_rating} />
            </p>
            <p className="truncate text-sm text-soft">{order.title}</p>
          </div>
        </div>
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <p className="text-lg font-bold">
            {stayText(order.start_date, order.end_date)} ·{' '}
            {wordsOf('ui')('people', { count: order.guests })}
          </p>
          <p className="text-xl font-bold tabular-nums">{money(order.amount)}</p>
        </div>
        <Countdown order={order} viewer="host" />
        <OrderActions order={order} viewer="host" className="mt-auto [&>button]:flex-1" />
      </div>
      {withMonth && <HouseMonths order={order} />}
    </article>
  )
}
