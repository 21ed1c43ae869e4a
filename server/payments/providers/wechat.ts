import { notifyByWechat } from '../../../contract/payments.ts'
import { urlOf } from '../../../contract/route.ts'
import { type Clock, createClock, formatMoment } from '../../platform/database/clock.ts'
import {
  type Begun,
  type Callback,
  type PaymentInstruction,
  type PaymentProvider,
  ProviderFailed,
  type RefundNews,
  RefundRefused,
  TradeSpent,
  UnverifiedCallback,
} from '../payment-provider.ts'
import { createReturnPage } from '../return-page.ts'
import { createWechatClient, type Told } from './wechat-client.ts'
import { createWechatLogin } from './wechat-login.ts'
import type { WechatSettings } from './wechat-settings.ts'

const DESCRIPTION_LENGTH_MAX = 127
const TRADES = '/v3/pay/transactions'
const REFUNDS = '/v3/refund/domestic/refunds'

/** WeChat's times, wherever this server stands. */
const BEIJING = createClock('Asia/Shanghai')

/** REFUND: it was paid, and something of it went back since. */
const OUTCOMES = new Map<unknown, Callback['outcome']>([
  ['SUCCESS', 'paid'],
  ['REFUND', 'paid'],
  ['NOTPAY', 'open'],
  ['USERPAYING', 'open'],
  ['CLOSED', 'closed'],
  ['REVOKED', 'closed'],
  ['PAYERROR', 'closed'],
])

const PAID_ALREADY = new Set(['ORDERPAID', 'ORDER_PAID'])
/** Its name was closed, or was begun in another way. */
const NAME_SPENT = new Set(['ORDER_CLOSED', 'ORDERCLOSED', 'OUT_TRADE_NO_USED', 'INVALID_REQUEST'])
/** What no later try mends; a merchant's balance that is too low may pass. */
const REFUSED_FOR_GOOD = new Set([
  'PARAM_ERROR',
  'INVALID_REQUEST',
  'RESOURCE_NOT_EXISTS',
  'USER_ACCOUNT_ABNORMAL',
  'MCH_NOT_EXISTS',
])

interface Site {
  readonly clock: Clock
  readonly return_url: URL | undefined
}

/** 微信支付 v3: Native, H5 and JSAPI. https://pay.weixin.qq.com/doc/v3/merchant/4012062524 */
export function createWechat(
  settings: WechatSettings,
  { clock, return_url }: Site,
): PaymentProvider {
  const { app_id: appid, mch_id: mchid, public_url } = settings
  const wechat = createWechatClient(settings, clock)
  const login = createWechatLogin(settings)
  const notify_url = new URL(urlOf(notifyByWechat.path), public_url).href
  const returnUrlOf = (out_trade_no: string) =>
    new URL(createReturnPage(return_url).with({ provider: 'wechat', out_trade_no }), public_url)
      .href
  const pageOf = (order_id: number) => `/orders/${order_id}/pay?provider=wechat`

  /** @throws {TradeSpent}; undefined where it was paid already. */
  const prepay = async (payment: PaymentInstruction, way: string, more?: object) => {
    const { out_trade_no, amount_fen, subject, until } = payment
    const answer = await wechat.ask('POST', `${TRADES}/${way}`, {
      appid,
      mchid,
      description: [...subject].slice(0, DESCRIPTION_LENGTH_MAX).join(''),
      out_trade_no,
      notify_url,
      // WeChat closes the trade itself, so that nobody pays when it is too late.
      ...(until && { time_expire: formatMoment(BEIJING, until) }),
      amount: { total: amount_fen, currency: 'CNY' },
      ...more,
    })
    if (answer.ok) return answer.data
    if (PAID_ALREADY.has(answer.code)) return undefined
    if (NAME_SPENT.has(answer.code)) throw new TradeSpent(answer.code)
    throw new ProviderFailed(answer.code)
  }

  const bridgeOf = (prepay_id: string) => {
    const timeStamp = String(Math.floor(clock.now().getTime() / 1000))
    const nonceStr = wechat.nonce()
    const text = `prepay_id=${prepay_id}`
    const paySign = wechat.sign([appid, timeStamp, nonceStr, text])
    return { appId: appid, timeStamp, nonceStr, package: text, signType: 'RSA', paySign } as const
  }

  /** A trade as WeChat tells it, of this app and merchant. */
  const readTrade = (told: Told): Callback => {
    if (told['appid'] !== appid) throw new UnverifiedCallback('the app id is wrong')
    if (told['mchid'] !== mchid) throw new UnverifiedCallback('the merchant is wrong')
    const outcome = OUTCOMES.get(told['trade_state'])
    if (!outcome) throw new UnverifiedCallback('there is no such trade state')
    const { total, currency } = (told['amount'] ?? {}) as Told
    if (outcome === 'paid' && currency !== 'CNY')
      throw new UnverifiedCallback('the currency is wrong')
    return {
      out_trade_no: textOf(told['out_trade_no']),
      trade_no: textOf(told['transaction_id']),
      outcome,
      amount_fen: typeof total === 'number' ? total : Number.NaN,
    }
  }

  const readRefund = (told: Told, status: unknown): RefundNews | undefined => {
    const [, refund_id] = REFUND_NAME.exec(textOf(told['out_refund_no'])) ?? []
    const { refund } = (told['amount'] ?? {}) as Told
    if (!refund_id || typeof refund !== 'number')
      throw new UnverifiedCallback('it is no refund of this site')
    const news = {
      refund_id: Number(refund_id),
      out_trade_no: textOf(told['out_trade_no']),
      amount_fen: refund,
    }
    if (status === 'SUCCESS') return news
    return status === 'ABNORMAL' || status === 'CLOSED' ? { ...news, refused: status } : undefined
  }

  return {
    name: 'wechat',
    channels: settings.channels,
    async begin(payment, { client_ip, code, openid }): Promise<Begun> {
      const { out_trade_no, order_id, channel } = payment
      const return_url = returnUrlOf(out_trade_no)
      const paid = { pay_url: return_url, return_url }
      if (channel === 'jsapi') {
        const payer = openid ?? (code && (await login.openidOf(code)))
        if (!payer) return { pay_url: login.pageThatAsks(pageOf(order_id)), return_url }
        const answer = await prepay(payment, 'jsapi', { payer: { openid: payer } })
        if (!answer) return paid
        const bridge = bridgeOf(textOf(answer['prepay_id']))
        return { pay_url: pageOf(order_id), return_url, bridge }
      }
      if (channel === 'h5') {
        const scene_info = { payer_client_ip: client_ip, h5_info: { type: 'Wap' } }
        const answer = await prepay(payment, 'h5', { scene_info })
        if (!answer) return paid
        const h5_url = new URL(textOf(answer['h5_url']))
        h5_url.searchParams.set('redirect_url', return_url)
        return { pay_url: h5_url.href, return_url }
      }
      const answer = await prepay(payment, 'native')
      return answer
        ? { pay_url: pageOf(order_id), return_url, qr: textOf(answer['code_url']) }
        : paid
    },

    async readCall({ headers, body }) {
      await wechat.verify((name) => textOf(headers[name]), body)
      const { resource } = JSON.parse(body) as Told
      const told = wechat.decrypt(resource)
      if (told['out_refund_no'] === undefined) return readTrade(told)
      if (told['mchid'] !== mchid) throw new UnverifiedCallback('the merchant is wrong')
      return readRefund(told, told['refund_status'])
    },

    // The browser brings a name alone: WeChat says what came of it.
    async readReturn({ out_trade_no = '' }) {
      const path = `${TRADES}/out-trade-no/${encodeURIComponent(out_trade_no)}?mchid=${mchid}`
      const answer = await wechat.ask('GET', path)
      if (answer.ok) return readTrade(answer.data)
      if (!NO_TRADE.has(answer.code)) throw new ProviderFailed(answer.code)
      return { out_trade_no, trade_no: '', outcome: 'open', amount_fen: Number.NaN }
    },

    async refund({ out_trade_no, refund_id, amount_fen, paid_fen }) {
      const out_refund_no = `${out_trade_no}r${refund_id}`
      const known = await wechat.ask('GET', `${REFUNDS}/${out_refund_no}`)
      if (!known.ok && known.code !== 'RESOURCE_NOT_EXISTS') throw new ProviderFailed(known.code)
      const answer = known.ok
        ? known
        : await wechat.ask('POST', REFUNDS, {
            out_trade_no,
            out_refund_no,
            notify_url,
            amount: { refund: amount_fen, total: paid_fen, currency: 'CNY' },
          })
      if (!answer.ok) throw refusalOf(answer.code)
      const news = readRefund(answer.data, answer.data['status'])
      if (news?.amount_fen !== amount_fen) throw new ProviderFailed('REFUND_UNDER_WAY')
      if (news.refused) throw new RefundRefused(news.refused)
    },

    async close({ out_trade_no }) {
      const path = `${TRADES}/out-trade-no/${out_trade_no}/close`
      const answer = await wechat.ask('POST', path, { mchid })
      if (answer.ok || PAID_ALREADY.has(answer.code) || CLOSED_ALREADY.has(answer.code)) return
      throw new ProviderFailed(answer.code)
    },
  }
}

/** As refunds are named at WeChat: a merchant's refunds share one space of names. */
const REFUND_NAME = /^\w+r(\d{1,15})$/
const NO_TRADE = new Set(['ORDER_NOT_EXIST', 'ORDERNOTEXIST', 'RESOURCE_NOT_EXISTS'])
const CLOSED_ALREADY = new Set([...NO_TRADE, 'ORDER_CLOSED', 'ORDERCLOSED'])

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const refusalOf = (code: string) =>
  REFUSED_FOR_GOOD.has(code) ? new RefundRefused(code) : new ProviderFailed(code)
