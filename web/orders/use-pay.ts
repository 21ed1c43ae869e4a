import { useEffect, useRef, useState } from 'react'
import { withLogin } from '../account/session/ask-login.ts'
import { ask } from '../api/client.ts'
import type { Order } from '../api/contract.ts'
import { toast } from '../ui/toast.ts'

const isPhone = () => matchMedia('(pointer: coarse) and (max-width: 48rem)').matches

/**
 * Sends the browser to where the order is paid. Stays busy until this page is gone, however often
 * it is asked; who comes back with "back" may ask again.
 */
export function usePay({ order_id }: Pick<Order, 'order_id'>) {
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
