import type { DataOf, RouteOf } from '../api/contract.ts'

type Bridge = NonNullable<DataOf<RouteOf<'POST', '/orders/{id}/payment'>>['bridge']>

declare global {
  interface Window {
    /** What WeChat's own browser gives to pages. */
    WeixinJSBridge?: {
      invoke(
        name: 'getBrandWCPayRequest',
        given: Bridge,
        done: (answer: { readonly err_msg: string }) => void,
      ): void
    }
  }
}

const READY_MS_MAX = 5_000

export const isInWechat = () => /MicroMessenger/i.test(navigator.userAgent)

/** Has WeChat ask its user to pay; whether it says so. Only the provider's own call counts. */
export async function payInWechat(bridge: Bridge): Promise<boolean> {
  await untilReady()
  return new Promise((resolve) => {
    if (!window.WeixinJSBridge) return resolve(false)
    window.WeixinJSBridge.invoke('getBrandWCPayRequest', bridge, ({ err_msg }) =>
      resolve(err_msg === 'get_brand_wcpay_request:ok'),
    )
  })
}

/** It is there a moment after the page. */
const untilReady = () =>
  window.WeixinJSBridge
    ? undefined
    : new Promise<void>((resolve) => {
        document.addEventListener('WeixinJSBridgeReady', () => resolve(), { once: true })
        setTimeout(resolve, READY_MS_MAX)
      })
