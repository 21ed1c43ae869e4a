import { AlipaySdk, type AlipaySdkCommonResult } from 'alipay-sdk'
import { notifyPayment } from '../../../contract/payments.ts'
import { urlOf } from '../../../contract/route.ts'
import { fenOf, yuanOf } from '../../../rules/money.ts'
import { createClock } from '../../platform/database/clock.ts'
import {
  type Callback,
  type Parameters,
  type PaymentProvider,
  ProviderFailed,
  RefundRefused,
  UnverifiedCallback,
} from '../payment-provider.ts'
import { createReturnPage } from '../return-page.ts'
import type { AlipaySettings } from './alipay-settings.ts'

const ANSWER_MS_MAX = 8_000
const SUBJECT_LENGTH_MAX = 128

/** Page for a phone's browser and for a desk's. */
const PAGES = {
  phone: { method: 'alipay.trade.wap.pay', product_code: 'QUICK_WAP_WAY' },
  desk: { method: 'alipay.trade.page.pay', product_code: 'FAST_INSTANT_TRADE_PAY' },
} as const

/** TRADE_FINISHED is TRADE_SUCCESS that can no longer be refunded. */
const OUTCOMES = new Map<string, Callback['outcome']>([
  ['TRADE_SUCCESS', 'paid'],
  ['TRADE_FINISHED', 'paid'],
  ['TRADE_CLOSED', 'closed'],
  ['WAIT_BUYER_PAY', 'open'],
])

const OK = '10000'
const NO_TRADE = 'ACQ.TRADE_NOT_EXIST'
const OVER: ReadonlySet<string> = new Set([NO_TRADE, 'ACQ.TRADE_STATUS_ERROR'])

/**
 * What no later try mends; everything else may pass, a seller's balance that is too low as well.
 * https://opendocs.alipay.com/open/028sm9
 */
const REFUSED_FOR_GOOD = new Set([
  NO_TRADE,
  'ACQ.TRADE_HAS_FINISHED',
  'ACQ.TRADE_HAS_CLOSE',
  'ACQ.TRADE_NOT_ALLOW_REFUND',
  'ACQ.TRADE_STATUS_ERROR',
  'ACQ.REASON_TRADE_BEEN_FREEZEN',
  'ACQ.REASON_TRADE_REFUND_FEE_ERR',
  'ACQ.REASON_TRADE_STATUS_INVALID',
  'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
  'ACQ.DISCORDANT_REPEAT_REQUEST',
  'ACQ.BUYER_NOT_EXIST',
  'ACQ.BUYER_ERROR',
])

/** Alipay's clock, wherever this server stands. */
const BEIJING = createClock('Asia/Shanghai')

/** 支付宝: https://opendocs.alipay.com/open/203 and /270, with keys (not certificates) and RSA2. */
export function createAlipay(settings: AlipaySettings, return_url?: URL): PaymentProvider {
  const sdk = new AlipaySdk({
    appId: settings.app_id,
    privateKey: settings.private_key_pem,
    alipayPublicKey: settings.alipay_public_key_pem,
    keyType: 'PKCS1',
    signType: 'RSA2',
    gateway: settings.gateway,
    timeout: ANSWER_MS_MAX,
    camelcase: false,
  })
  const site = (path: string) => new URL(path, settings.public_url).href
  const notify_url = site(urlOf(notifyPayment.path).replace(':provider', 'alipay'))

  const ask = async (method: string, biz_content: Record<string, string>) => {
    const timestamp = BEIJING.format(BEIJING.now())
    const options = { validateSign: true }
    return sdk.exec(method, { timestamp, bizContent: biz_content }, options).catch((error) => {
      throw new ProviderFailed(codeOf(error))
    })
  }
  const verify = (parameters: Parameters) => {
    if (parameters['sign_type'] !== 'RSA2' || !sdk.checkNotifySignV2(parameters))
      throw new UnverifiedCallback('the signature is wrong')
    if (parameters['app_id'] !== settings.app_id)
      throw new UnverifiedCallback('the app id is wrong')
    if (settings.seller_id && parameters['seller_id'] !== settings.seller_id)
      throw new UnverifiedCallback('the seller is wrong')
  }

  return {
    name: 'alipay',
    channels: [],
    async begin({ out_trade_no, amount_fen, subject, until }, { device }) {
      const { method, product_code } = PAGES[device]
      const pay_url = sdk.pageExecute(method, 'GET', {
        timestamp: BEIJING.format(BEIJING.now()),
        notify_url,
        return_url: new URL(createReturnPage(return_url).with({}), settings.public_url).href,
        bizContent: {
          out_trade_no,
          total_amount: yuanOf(amount_fen),
          subject: inAlipaysLetters(subject),
          product_code,
          // Alipay closes the trade itself, so that nobody pays when it is too late.
          ...(until && { time_expire: BEIJING.format(until) }),
        },
      })
      return { pay_url }
    },

    async readCall({ parameters }) {
      verify(parameters)
      return callbackOf(parameters)
    },

    async readReturn(parameters) {
      verify(parameters)
      // What the browser brings says that there is a trade, not what came of it.
      const out_trade_no = parameters['out_trade_no'] ?? ''
      const trade = await ask('alipay.trade.query', { out_trade_no })
      if (trade.sub_code === NO_TRADE)
        return { out_trade_no, trade_no: '', outcome: 'open', amount_fen: Number.NaN }
      if (trade.code !== OK) throw new ProviderFailed(codeOf(trade))
      return callbackOf(trade)
    },

    async refund({ out_trade_no, amount_fen, refund_id }) {
      const wanted = { out_trade_no, out_request_no: String(refund_id) }
      const refund_amount = yuanOf(amount_fen)
      const answer = await ask('alipay.trade.refund', { ...wanted, refund_amount })
      if (answer.code !== OK) throw refusalOf(answer)
      if (answer['fund_change'] === 'Y') return
      // Not by this request: either an earlier one did it, or it is not done.
      const found = await ask('alipay.trade.fastpay.refund.query', wanted)
      if (found.code !== OK) throw new ProviderFailed(codeOf(found))
      if (found['refund_status'] !== 'REFUND_SUCCESS') throw new ProviderFailed('REFUND_UNDER_WAY')
    },

    async close({ out_trade_no }) {
      const answer = await ask('alipay.trade.close', { out_trade_no })
      // There is no trade before somebody opens its page; one that is over needs no closing.
      if (answer.code !== OK && !OVER.has(codeOf(answer))) throw new ProviderFailed(codeOf(answer))
    },
  }
}

function callbackOf(told: Readonly<Record<string, unknown>>): Callback {
  const read = (name: string) => (typeof told[name] === 'string' ? (told[name] as string) : '')
  const outcome = OUTCOMES.get(read('trade_status'))
  if (!outcome) throw new UnverifiedCallback('there is no such trade status')
  return {
    out_trade_no: read('out_trade_no'),
    trade_no: read('trade_no'),
    outcome,
    amount_fen: fenOf(read('total_amount')),
  }
}

function refusalOf(answer: AlipaySdkCommonResult): Error {
  const code = codeOf(answer)
  return REFUSED_FOR_GOOD.has(code) ? new RefundRefused(code) : new ProviderFailed(code)
}

/** Their code alone: their words may quote what was asked. */
function codeOf(told: unknown): string {
  const { sub_code, code, name } = (told ?? {}) as Record<string, unknown>
  return String(sub_code ?? code ?? name ?? 'unknown')
}

/** A subject may not have /, = and &. */
const inAlipaysLetters = (text: string) =>
  [...text.replace(/[/=&]/g, ' ')].slice(0, SUBJECT_LENGTH_MAX).join('')
