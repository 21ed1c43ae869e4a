import { createSign, createVerify, generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export const APP_ID = '2021000000000001'
export const SELLER_ID = '2088000000000001'

const keys = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })

type Parameters = Record<string, string>
type Answer = Record<string, unknown>

export interface GatewayCall {
  readonly method: string
  readonly biz_content: Parameters
}

interface Trade {
  readonly trade_no: string
  readonly total_amount: string
  trade_status: string
  readonly refunds: Set<string>
}

/** What to answer a call instead; `hang` is no answer, `forged` one that another key has signed. */
export type Instead = Answer | 'hang' | 'forged' | { readonly status: number }

/**
 * Alipay's gateway as far as a site can tell: it takes only calls that the site's key has signed,
 * answers with its own, and knows trades, refunds and how often each was asked for.
 * https://opendocs.alipay.com/common/02kf5q
 */
export interface AlipayGateway {
  readonly url: string
  readonly public_key_pem: string
  /** The site's own key pair, of which the gateway knows one half. */
  readonly site_private_key_pem: string
  readonly calls: GatewayCall[]
  /** What opening a signed pay_url does; throws where the signature is not the site's. */
  open(pay_url: string): {
    readonly method: string
    readonly parameters: Parameters
    biz: Parameters
  }
  /** Its guest pays: the parameters of the notify and of the return, signed. */
  pay(pay_url: string): { readonly notify: Parameters; readonly back: Parameters }
  sign(parameters: Parameters): Parameters
  /** The next answers to a method, in turn. */
  answer(method: string, ...answers: Instead[]): void
  close(): Promise<void>
}

let trades_made = 0

export async function startAlipay(): Promise<AlipayGateway> {
  const [own, site, stranger] = [keys(), keys(), keys()]
  const calls: GatewayCall[] = []
  const trades = new Map<string, Trade>()
  const instead = new Map<string, Instead[]>()

  const signText = (words: string, key = own.privateKey) =>
    createSign('RSA-SHA256').update(words, 'utf8').sign(key, 'base64')
  const isOfSite = ({ sign = '', ...parameters }: Parameters) =>
    createVerify('RSA-SHA256').update(inOrder(parameters)).verify(site.publicKey, sign, 'base64')
  const sign = ({ sign: _, sign_type: __, ...parameters }: Parameters): Parameters => ({
    ...parameters,
    sign_type: 'RSA2',
    sign: signText(inOrder(parameters)),
  })

  const server = createServer(async (request, response) => {
    const parameters = await readParameters(request)
    const { method = '' } = parameters
    const biz_content = JSON.parse(parameters['biz_content'] ?? '{}') as Parameters
    calls.push({ method, biz_content })
    const other = instead.get(method)?.shift()
    if (other === 'hang') return
    if (typeof other === 'object' && 'status' in other) {
      response.writeHead(other.status as number).end('<html>busy</html>')
      return
    }
    const answer = !isOfSite(parameters)
      ? { code: '40002', msg: 'Invalid Arguments', sub_code: 'isv.invalid-signature' }
      : typeof other === 'object'
        ? other
        : answerOf(trades, method, biz_content)
    const body = JSON.stringify(answer)
    const signature = signText(body, other === 'forged' ? stranger.privateKey : own.privateKey)
    const name = `${method.replaceAll('.', '_')}_response`
    response
      .writeHead(200, { 'content-type': 'text/html;charset=utf-8' })
      .end(`{"${name}":${body},"sign":"${signature}"}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const open: AlipayGateway['open'] = (pay_url) => {
    const parameters = Object.fromEntries(new URL(pay_url).searchParams)
    if (!isOfSite(parameters)) throw new Error('the site has not signed this')
    const biz = JSON.parse(parameters['biz_content'] ?? '{}')
    return { method: parameters['method'] ?? '', parameters, biz }
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/gateway.do`,
    public_key_pem: own.publicKey,
    site_private_key_pem: site.privateKey,
    calls,
    open,
    sign,
    pay(pay_url) {
      const { biz } = open(pay_url)
      const { out_trade_no = '', total_amount = '' } = biz
      trades_made += 1
      const trade_no = `20261201220014${String(trades_made).padStart(14, '0')}`
      const known = trades.get(out_trade_no)
      const trade = known ?? {
        trade_no,
        total_amount,
        trade_status: 'TRADE_SUCCESS',
        refunds: new Set<string>(),
      }
      trades.set(out_trade_no, trade)
      const both = { app_id: APP_ID, seller_id: SELLER_ID, charset: 'utf-8', version: '1.0' }
      const told = { ...both, out_trade_no, trade_no: trade.trade_no, total_amount }
      return {
        notify: sign({
          ...told,
          notify_id: `notify-${trades_made}`,
          notify_type: 'trade_status_sync',
          trade_status: trade.trade_status,
          buyer_logon_id: 'a***@example.com',
          subject: '小院 100% 满意 %E4',
        }),
        back: sign({
          ...told,
          method: 'alipay.trade.wap.pay.return',
          timestamp: '2026-12-01 12:00:00',
        }),
      }
    },
    answer: (method, ...answers) => void instead.set(method, answers),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const OK = { code: '10000', msg: 'Success' }
const refused = (sub_code: string) => ({ code: '40004', msg: 'Business Failed', sub_code })

function answerOf(trades: Map<string, Trade>, method: string, asked: Parameters): Answer {
  const trade = trades.get(asked['out_trade_no'] ?? '')
  if (!trade) return refused('ACQ.TRADE_NOT_EXIST')
  const { trade_no, total_amount, trade_status, refunds } = trade
  const request_no = asked['out_request_no'] ?? ''
  const named = { ...OK, out_trade_no: asked['out_trade_no'], trade_no }
  if (method === 'alipay.trade.query') return { ...named, total_amount, trade_status }
  if (method === 'alipay.trade.fastpay.refund.query')
    return { ...named, ...(refunds.has(request_no) && { refund_status: 'REFUND_SUCCESS' }) }
  if (method !== 'alipay.trade.refund') return refused('isv.invalid-method')
  if (refunds.has(request_no)) return { ...named, fund_change: 'N', refund_fee: total_amount }
  if (refunds.size > 0) return refused('ACQ.TRADE_HAS_CLOSE')
  if (asked['refund_amount'] !== total_amount) return refused('ACQ.REASON_TRADE_REFUND_FEE_ERR')
  refunds.add(request_no)
  trade.trade_status = 'TRADE_CLOSED'
  return { ...named, fund_change: 'Y', refund_fee: total_amount }
}

/** As both sides sign it: by name, `name=value` with `&` between. */
const inOrder = (parameters: Parameters) =>
  Object.keys(parameters)
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join('&')

async function readParameters(request: IncomingMessage): Promise<Parameters> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  return Object.fromEntries([...url.searchParams, ...new URLSearchParams(await text(request))])
}
