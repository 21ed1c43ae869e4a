import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { RequireSession } from '../account/session/require-session.tsx'
import type { DataOf, Order, RouteOf } from '../api/contract.ts'
import { read } from '../api/queries.ts'
import { wordsOf } from '../i18n/words.ts'
import { Countdown } from '../orders/countdown.tsx'
import { RefundTerms } from '../pricing/refund-steps.tsx'
import { PageHeading } from '../ui/page-heading.tsx'
import { ErrorState, Loading, Skeleton } from '../ui/states.tsx'
import { OutcomeCard } from './outcome-card.tsx'
import { PaidOrder } from './paid-order.tsx'
import { PayForm } from './pay-form.tsx'
import { PayLines } from './pay-lines.tsx'
import { OrderLink } from './return-buttons.tsx'

const route = getRouteApi('/orders/$id/pay')
/** Money comes without this page: by a phone that scanned it, or in another window. */
const LOOK_EVERY_MS = 3_000

/** Where a guest chooses how to pay an order, and pays it where that needs no page of others. */
export function PayPage() {
  const { id } = route.useParams()
  return <RequireSession>{() => <Loaded key={id} id={id} />}</RequireSession>
}

function Loaded({ id }: { readonly id: string }) {
  const order = useQuery({
    ...read('/orders/{id}', { params: { id } }),
    refetchInterval: ({ state }) =>
      state.data && kindOf(dueOf(state.data)) === 'open' ? LOOK_EVERY_MS : false,
  })
  const ways = useQuery(read('/payments/providers'))
  const { provider, code } = route.useSearch()
  const error = order.error ?? ways.error
  if (order.data && ways.data) {
    const due = dueOf(order.data)
    const kind = kindOf(due)
    if (kind !== 'open') return <Over kind={kind} order_id={due.order_id} />
    return (
      <Frame order={due}>
        <PayForm order={due} providers={ways.data.providers} wanted={provider} code={code}>
          <PayLines {...order.data} />
        </PayForm>
        <RefundTerms terms={order.data.cancellation} unpaid={due.status !== 'PAID'} />
      </Frame>
    )
  }
  return (
    <Frame>
      {error ? (
        <ErrorState error={error} onRetry={() => Promise.all([order.refetch(), ways.refetch()])} />
      ) : (
        <Loading>
          <Skeleton className="h-80 rounded-3xl" />
        </Loading>
      )}
    </Frame>
  )
}

/** The order, or what is to be paid for a change of it. */
function dueOf({ order, changes }: DataOf<RouteOf<'GET', '/orders/{id}'>>): Order {
  const change = changes.find(({ actions }) => actions.includes('pay'))
  if (!change) return order
  return { ...order, actions: ['pay'], amount: change.difference, due: change.due }
}

function kindOf({ status, actions }: Order) {
  if (actions.includes('pay')) return 'open'
  if (status === 'WAIT_PAYMENT' || status === 'WAIT_ACCEPT') return 'unpaid'
  return status === 'CANCELED' || status === 'REJECTED' ? 'closed' : 'paid'
}

function Frame({
  order,
  children,
}: {
  readonly order?: Order
  readonly children: React.ReactNode
}) {
  return (
    <div className="page-narrow grid gap-6 py-6 md:py-10">
      <PageHeading
        of="/orders/$id/pay"
        actions={order && <Countdown order={order} viewer="guest" spoken />}
      />
      {children}
    </div>
  )
}

function Over({
  kind,
  order_id,
}: {
  readonly kind: 'paid' | 'closed' | 'unpaid'
  readonly order_id: number
}) {
  const t = wordsOf('payments')
  return (
    <OutcomeCard
      kind={kind}
      ways={<OrderLink order_id={order_id} tone={kind === 'paid' ? 'brand' : 'plain'} />}
    >
      <span className="sr-only">{t('order_number', { id: order_id })}</span>
      {kind === 'paid' && <PaidOrder order_id={order_id} />}
    </OutcomeCard>
  )
}
