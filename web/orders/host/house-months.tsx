import { useQuery } from '@tanstack/react-query'
import type { Order } from '../../api/contract.ts'
import { read } from '../../api/queries.ts'
import { firstOf, lastOf, monthOf } from '../../i18n/month.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Skeleton } from '../../ui/states.tsx'
import { MiniMonth } from './mini-month.tsx'

/** The month, or the two, that a request falls into. A longer one shows its first and its last. */
export function HouseMonths({ order }: { readonly order: Order }) {
  const t = wordsOf('orders/host')
  const months = [...new Set([monthOf(order.start_date), monthOf(order.end_date)])]
  const from = firstOf(months[0] ?? '')
  const to = lastOf(months.at(-1) ?? '')
  // Without the house, so that requests for the same month share one answer.
  const { data, isPending } = useQuery(read('/user/stays', { query: { from, to } }))
  if (isPending) return <Skeleton className="h-56" />
  const others = data?.stays.filter(
    ({ house_id, order_id }) => house_id === order.house_id && order_id !== order.order_id,
  )
  if (!others) return null
  return (
    <div className="grid gap-3">
      <div className="flex gap-5">
        {months.map((month) => (
          <MiniMonth key={month} month={month} order={order} others={others} />
        ))}
      </div>
      <p aria-hidden="true" className="flex gap-4 text-xs text-soft">
        <span className="flex items-center gap-1.5">
          <span className="size-3 rounded-full bg-brand" />
          {t('mini_legend_asked')}
        </span>
        <span className="flex items-center gap-1.5">
          <span className="rounded bg-wash px-1 line-through decoration-2">8</span>
          {t('mini_legend_held')}
        </span>
      </p>
    </div>
  )
}
