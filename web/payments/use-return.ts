import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSession } from '../account/session/session.ts'
import { ask } from '../api/client.ts'
import type { OrderStatus } from '../api/contract.ts'
import { makeStale } from '../api/queries.ts'
import { isRefused } from '../api/refused.ts'
import { ORDER_STALE } from '../orders/order-stale.ts'
import { sendForm } from './send-form.ts'

// As the provider wrote it: the router orders addresses anew, and a signature may not bear that.
const SENT_BACK = location.search

const LOOK_EVERY_MS = 2_000
const LOOKS_MAX = 6
/** What providers call a trade of which nothing more is to be expected now. */
const OVER = ['TRADE_CLOSED', 'WAIT_BUYER_PAY']

export type Outcome =
  | { readonly kind: 'asking' }
  | { readonly kind: 'unverified'; readonly message: string }
  | { readonly kind: 'unheard'; readonly message: string; readonly retry: () => unknown }
  | { readonly kind: 'paid' | 'waiting' | 'unpaid' | 'closed'; readonly order_id: number }

/** Hands in what the provider sent the browser back with, and finds out what came of it. */
export function useReturn(): Outcome {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['/order/payment', SENT_BACK] as const,
    queryFn: async () => {
      const told = await sendForm('/order/payment', SENT_BACK.slice(1))
      void makeStale(client, ...ORDER_STALE)
      return told
    },
    staleTime: Number.POSITIVE_INFINITY,
    enabled: SENT_BACK.length > 1,
  })
  const later = useLaterStatus(data)

  if (SENT_BACK.length <= 1) return { kind: 'unverified', message: '' }
  if (data)
    return { kind: kindOf(later.status ?? data.status, later.over), order_id: data.order_id }
  if (!error) return { kind: 'asking' }
  if (isRefused(error) && error.errcode !== '' && !error.passing && error.status < 500)
    return { kind: 'unverified', message: error.message }
  return { kind: 'unheard', message: error.message, retry: refetch }
}

/** The provider's word may come a little later than the browser: looks a few times. */
function useLaterStatus(told: { order_id: number; status: OrderStatus } | undefined) {
  const logged_in = !!useSession()
  const trade_status = new URLSearchParams(SENT_BACK).get('trade_status') ?? ''
  const open = told?.status === 'WAIT_PAYMENT' && !OVER.includes(trade_status) && logged_in
  const { data, isPending } = useQuery({
    queryKey: ['/order/payment', SENT_BACK, 'later'] as const,
    queryFn: ({ signal }) => awaitPaid(told?.order_id ?? 0, signal),
    enabled: open,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return { status: data, over: !open || !isPending }
}

async function awaitPaid(id: number, signal: AbortSignal): Promise<OrderStatus> {
  for (let look = 1; ; look += 1) {
    const { order } = await ask('GET', '/orders/{id}', { params: { id }, signal })
    if (order.status !== 'WAIT_PAYMENT' || look >= LOOKS_MAX) return order.status
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

function kindOf(status: OrderStatus, over: boolean) {
  if (status === 'WAIT_PAYMENT') return over ? 'unpaid' : 'waiting'
  return status === 'CANCELED' || status === 'REJECTED' ? 'closed' : 'paid'
}
