import { Link } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { House, Order, OrderEvent } from '../api/contract.ts'
import { timeText } from '../i18n/format.ts'
import { loadWords, wordsOf } from '../i18n/words.ts'
import { type Cancellation, RefundTerms } from '../pricing/refund-steps.tsx'
import { buttonClass } from '../ui/button.tsx'
import { CardSection } from '../ui/card-section.tsx'
import { useIsBroad } from '../ui/use-is-wide.ts'
import { type Arrival, ArrivalFacts } from './arrival-facts.tsx'
import { ChangesSection } from './changes/changes-section.tsx'
import { GiveBack } from './give-back.tsx'
import { GuestNames } from './names/guest-names.tsx'
import { OrderFacts } from './order-facts.tsx'
import { OrderHead } from './order-head.tsx'
import type { Role } from './order-words.ts'
import type { OrderReviews } from './reviews/order-reviews.ts'
import { ReviewPart } from './reviews/review-part.tsx'
import { Timeline } from './timeline.tsx'

// Only where there is room for it.
const OrderThread = lazy(async () => {
  const [{ OrderThread }] = await Promise.all([
    import('../messages/order-thread.tsx'),
    loadWords('messages'),
  ])
  return { default: OrderThread }
})

export interface OrderSheetProps {
  readonly order: Order
  readonly events: readonly OrderEvent[]
  readonly cancellation: Cancellation
  readonly changes: Parameters<typeof ChangesSection>[0]['changes']
  readonly may_propose: boolean
  readonly guest_names: Parameters<typeof GuestNames>[0]['names']
  readonly reviews: OrderReviews
  /** While the guest of a paid stay is on the way, or there. */
  readonly arrival?: Arrival
  /** Of an order of which its host is not paid now; told to hosts alone. */
  readonly payout_hold?: { readonly since: string; readonly reason: string }
  readonly viewer: Role
  /** Undefined while it loads, or where it could not be read. */
  readonly house: House | undefined
}

/** What now and next, then what happened; beside it what was ordered. */
export function OrderSheet(props: OrderSheetProps) {
  const { order, events, cancellation, changes, may_propose, arrival, viewer, house } = props
  const t = wordsOf('orders')
  const broad = useIsBroad()
  return (
    <div className="page grid gap-6 py-4 md:grid-cols-[1fr_22rem] md:py-8 lg:grid-cols-[1fr_26rem] lg:gap-10 xl:max-w-[100rem] xl:grid-cols-[1fr_22rem_24rem] xl:gap-8">
      <div className="grid min-w-0 content-start gap-6">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Link
            to={viewer === 'host' ? '/host/orders' : '/orders'}
            className="-ml-2 inline-flex min-h-11 items-center gap-1 rounded-full pr-3 pl-1 font-medium text-soft hover:bg-wash hover:text-ink"
          >
            <ChevronLeft aria-hidden="true" className="size-5" />
            {t(viewer === 'host' ? 'to_host_orders' : 'to_orders')}
          </Link>
          <p className="text-sm text-soft tabular-nums">
            {t('order_number', { id: order.order_id })}
          </p>
        </div>
        <OrderHead order={order} events={events} cancellation={cancellation} viewer={viewer} />
        {!broad && (
          <Link
            to="/messages"
            search={{ order: String(order.order_id) }}
            className={`${buttonClass('plain')} justify-self-start`}
          >
            {t(`write_to_${viewer === 'host' ? 'guest' : 'host'}`)}
          </Link>
        )}
        {arrival && <ArrivalFacts order={order} house={house} arrival={arrival} />}
        <GuestNames order={order} names={props.guest_names} viewer={viewer} />
        {order.status === 'REJECTED' && <Rejected reason={order.comment} />}
        <ReviewPart order={order} reviews={props.reviews} />
        {props.payout_hold && <PayoutHold {...props.payout_hold} />}
        <ChangesSection order={order} changes={changes} may_propose={may_propose} viewer={viewer} />
        <RefundTerms terms={cancellation} unpaid={order.status !== 'PAID'} />
        <GiveBack order={order} giveable={cancellation.giveable} />
        <div className="md:hidden">
          <OrderFacts order={order} viewer={viewer} house={house} />
        </div>
        {cancellation.paid > 0 && (
          <Link
            to="/orders/$id/receipt"
            params={{ id: String(order.order_id) }}
            className={`${buttonClass('plain')} justify-self-start`}
          >
            {t('to_receipt')}
          </Link>
        )}
        <Timeline events={events} viewer={viewer} />
      </div>
      <aside aria-label={t('order')} className="hidden md:block">
        <div className="sticky top-6">
          <OrderFacts order={order} viewer={viewer} house={house} />
        </div>
      </aside>
      {broad && (
        <aside aria-label={t(`write_to_${viewer === 'host' ? 'guest' : 'host'}`)}>
          <div className="sticky top-6 h-[calc(100dvh-3rem)] max-h-[46rem]">
            <Suspense>
              <OrderThread order={order} />
            </Suspense>
          </div>
        </aside>
      )}
    </div>
  )
}

/** Why its host waits for the money. */
function PayoutHold({ since, reason }: NonNullable<OrderSheetProps['payout_hold']>) {
  const t = wordsOf('orders')
  return (
    <CardSection title={t('hold_title')}>
      <p className="text-soft">{t('hold_hint', { time: timeText(since) })}</p>
      <blockquote className="border-l-4 border-brand-wash pl-4 break-words">{reason}</blockquote>
    </CardSection>
  )
}

/** Why the host said no. */
function Rejected({ reason }: { readonly reason: string }) {
  const t = wordsOf('orders')
  if (!reason) return null
  return (
    <section className="grid gap-2 rounded-3xl bg-card p-5 shadow-card md:p-6">
      <h2 className="font-bold">{t('reject_was')}</h2>
      <blockquote className="border-l-4 border-brand-wash pl-4 break-words whitespace-pre-wrap">
        {reason}
      </blockquote>
    </section>
  )
}
