import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { withLogin } from '../account/session/ask-login.ts'
import { ask } from '../api/client.ts'
import type { Order } from '../api/contract.ts'
import { read } from '../api/queries.ts'
import { isPhone } from '../ui/is-phone.ts'
import { toast } from '../ui/toast.ts'

/**
 * Sends the browser to where the order is paid: to the one page of the one provider, or to the
 * site's own where there is something to choose or to show. Stays busy until this page is gone, however often
 * it is asked; who comes back with "back" may ask again.
 */
export function usePay({ order_id }: Pick<Order, 'order_id'>) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const under_way = useRef(false)
  const [busy, setBusy] = useState(false)
  const set = (now: boolean) => {
    under_way.current = now
    setBusy(now)
  }
  useEffect(() => {
    const back = (event: PageTransitionEvent) => {
      if (!event.persisted) return
      under_way.current = false
      setBusy(false)
    }
    addEventListener('pageshow', back)
    return () => removeEventListener('pageshow', back)
  }, [])

  const pay = async () => {
    if (under_way.current) return
    set(true)
    try {
      const { providers } = await client.ensureQueryData(read('/payments/providers'))
      if (providers.length > 1 || providers.some(({ channels }) => channels.length > 0)) {
        await navigate({ to: '/orders/$id/pay', params: { id: String(order_id) } })
        return set(false)
      }
      const given = {
        params: { id: order_id },
        body: { device: isPhone() ? 'phone' : 'desk' },
      } as const
      const { pay_url } = await withLogin(() => ask('POST', '/orders/{id}/payment', given))
      location.assign(pay_url)
    } catch (error) {
      set(false)
      toast((error as Error).message, 'bad')
    }
  }
  return { pay, busy }
}
