import { Link } from '@tanstack/react-router'
import type { Order, OrderEvent } from '../api/contract.ts'
import { money, today } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import type { Cancellation } from '../pricing/refund-steps.tsx'
import { buttonClass } from '../ui/button.tsx'
import { Countdown } from './countdown.tsx'
import { OrderActions } from './order-actions.tsx'
import type { Role } from './order-words.ts'
import { refundState } from './refunds.ts'
import { StatusBadge } from './status-badge.tsx'
import { StayNote } from './stay-note.tsx'

interface HeadProps {
  readonly order: Order
  readonly events: readonly OrderEvent[]
  readonly cancellation: Cancellation
  readonly viewer: Role
}

/** The status, what it means now, what comes next, and what the viewer can do about it. */
export function OrderHead({ order, events, cancellation, viewer }: HeadProps) {
  const t = wordsOf('orders')
  const { status } = order
  return (
    <section className="grid gap-4 rounded-3xl bg-card p-5 shadow-card md:p-8">
      <div className="flex flex-wrap items-center gap-3">
        <StatusBadge status={status} />
        <StayNote order={order} />
      </div>
      <div className="grid gap-2">
        <h1 className="text-2xl leading-tight font-extrabold tracking-tight md:text-3xl">
          {t(`means_${viewer}_${status}`)}
        </h1>
        <p className="max-w-prose text-soft">{nextText({ order, events, cancellation, viewer })}</p>
      </div>
      <Countdown order={order} viewer={viewer} spoken />
      <OrderActions order={order} viewer={viewer} />
      {viewer === 'guest' && <Again order={order} />}
    </section>
  )
}

function nextText({ order, events, cancellation, viewer }: HeadProps): string {
  const t = wordsOf('orders')
  const { status } = order
  if (status === 'PAID' && order.start_date <= today()) return t(`next_${viewer}_PAID_begun`)
  const refund = status === 'CANCELED' && refundState(events)
  // A payment that did not count was sent back as well, and is no part of it.
  const amount = cancellation.refunded || order.amount
  if (refund) return t(`next_refund_${refund}`, { amount: money(amount) })
  return t(`next_${viewer}_${status}`)
}

/** An order that came to nothing need not be the end. */
function Again({ order: { status, house_id } }: { readonly order: Order }) {
  const t = wordsOf('orders')
  if (status !== 'REJECTED' && status !== 'CANCELED' && status !== 'COMPLETE') return null
  return (
    <div className="flex flex-wrap gap-3">
      <Link to="/houses/$id" params={{ id: String(house_id) }} className={buttonClass('brand')}>
        {t('book_again')}
      </Link>
      <Link to="/search" className={buttonClass('plain')}>
        {t('see_search')}
      </Link>
    </div>
  )
}
