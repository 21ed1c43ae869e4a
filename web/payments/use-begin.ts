import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { withLogin } from '../account/session/ask-login.ts'
import { ask } from '../api/client.ts'
import type { DataOf, RouteOf } from '../api/contract.ts'
import { wordsOf } from '../i18n/words.ts'
import { isPhone } from '../ui/is-phone.ts'
import { toast } from '../ui/toast.ts'
import { isInWechat, payInWechat } from './wechat-bridge.ts'

export type OfferedProvider = DataOf<RouteOf<'GET', '/payments/providers'>>['providers'][number]
type Begun = DataOf<RouteOf<'POST', '/orders/{id}/payment'>>
type Channel = OfferedProvider['channels'][number]

/** How this browser can be paid from: WeChat's pages for phones do not open inside WeChat. */
function channelFor({ channels }: OfferedProvider): Channel | undefined {
  const wanted: readonly Channel[] = isInWechat()
    ? ['jsapi', 'native']
    : isPhone()
      ? ['h5', 'native']
      : ['native']
  return wanted.find((one) => channels.includes(one))
}

/**
 * Begins the payment of an order with a provider: the browser goes where it is paid, WeChat asks
 * its user, or there is a code to show.
 */
export function useBegin(order_id: number, chosen: OfferedProvider | undefined, code?: string) {
  const t = wordsOf('payments')
  const navigate = useNavigate()
  const [begun, setBegun] = useState<Begun>()
  const [busy, setBusy] = useState(false)

  const begin = async (consent?: string) => {
    if (!chosen || busy) return
    setBusy(true)
    try {
      const channel = channelFor(chosen)
      if (chosen.channels.length > 0 && !channel) throw new Error(t('other_browser'))
      const body = {
        device: isPhone() ? 'phone' : 'desk',
        provider: chosen.provider,
        ...(channel && { channel }),
        ...(consent && { code: consent }),
      } as const
      const given = { params: { id: order_id }, body }
      const answer = await withLogin(() => ask('POST', '/orders/{id}/payment', given))
      if (answer.qr) setBegun(answer)
      else if (!answer.bridge) return location.assign(answer.pay_url)
      else if (await payInWechat(answer.bridge)) return location.assign(answer.return_url ?? '')
      else toast(t('not_paid'))
    } catch (error) {
      toast((error as Error).message, 'bad')
    }
    setBusy(false)
  }

  // Back from WeChat's page of consent: what was begun goes on. Its code is good for once.
  const used = useRef(false)
  useEffect(() => {
    if (!code || used.current) return
    used.current = true
    const search = { provider: 'wechat' }
    void navigate({
      to: '/orders/$id/pay',
      params: { id: String(order_id) },
      search,
      replace: true,
    }).then(() => begin(code))
  })

  return { begin: () => begin(), begun, busy, forget: () => setBegun(undefined) }
}
