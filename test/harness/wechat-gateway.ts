import {
  createCipheriv,
  createSign,
  createVerify,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { selfSigned } from './self-signed.ts'

export const MCH_ID = '1900000109'
export const WECHAT_APP_ID = 'wxd678efh567hg6787'
export const APP_SECRET = 'an app secret that nobody may see'
const API_V3_KEY = '0123456789abcdefghijABCDEFGHIJ!!'
const MCH_SERIAL = '5157F09EFDC096DE15EBE81A47057A7232F1B8E1'
const PUBLIC_KEY_ID = 'PUB_KEY_ID_0119000001092026120100000001'
const CERTIFICATE_SERIAL = '5FFD6AB43B87D2A9E4B0C1D2E3F405162738495A'

type Told = Record<string, unknown>

export interface WechatCall {
  readonly method: string
  readonly path: string
  readonly body: Told
}

interface Trade {
  readonly way: string
  readonly asked: Told
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED'
  transaction_id: string
  readonly refunds: Map<string, Told>
}

/** What to answer a call instead. */
export type WechatInstead = { readonly status: number; readonly body: Told } | 'hang' | 'forged'

/** What a call of WeChat is made of, before it is encrypted and signed. */
interface Call {
  readonly event_type?: string
  readonly resource: Told
  /** Seconds that its clock is ahead. */
  readonly ahead_s?: number
  readonly key?: KeyObject
  readonly serial?: string
  readonly api_v3_key?: string
}

export interface SignedCall {
  readonly body: string
  readonly headers: Record<string, string>
}

const keys = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

/**
 * WeChat Pay as far as a site can tell: it takes only calls that the merchant's key has signed,
 * signs its answers and calls by its public key or by a platform certificate, encrypts what it
 * tells, and knows trades and refunds. https://pay.weixin.qq.com/doc/v3/merchant/4012365342
 */
export type WechatGateway = Awaited<ReturnType<typeof startWechat>>

/** @param now the site's time: WeChat refuses what is signed minutes before or after. */
export async function startWechat(now: () => Date) {
  const [public_key_pair, platform, merchant, stranger] = [keys(), keys(), keys(), keys()]
  const certificate = selfSigned({
    public_key: platform.publicKey,
    private_key: platform.privateKey,
    serial: CERTIFICATE_SERIAL,
    from: new Date('2026-01-01T00:00:00Z'),
    to: new Date('2031-01-01T00:00:00Z'),
  })
  const calls: WechatCall[] = []
  const trades = new Map<string, Trade>()
  const instead = new Map<string, WechatInstead[]>()
  let made = 0

  const secondsNow = (ahead_s = 0) => String(Math.floor(now().getTime() / 1000) + ahead_s)
  const isOfMerchant = (request: IncomingMessage, body: string): boolean => {
    const [scheme = '', fields = ''] = (request.headers.authorization ?? '').split(' ')
    const read = Object.fromEntries(
      [...fields.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    )
    const { timestamp = '', nonce_str = '', signature = '' } = read
    const lines = [request.method, request.url, timestamp, nonce_str, body].map((one) => `${one}\n`)
    return (
      scheme === 'WECHATPAY2-SHA256-RSA2048' &&
      read['mchid'] === MCH_ID &&
      read['serial_no'] === MCH_SERIAL &&
      Math.abs(Number(timestamp) - Number(secondsNow())) < 300 &&
      createVerify('RSA-SHA256')
        .update(lines.join(''))
        .verify(merchant.publicKey, signature, 'base64')
    )
  }
  const signed = (
    body: string,
    { key, serial, ahead_s }: Pick<Call, 'key' | 'serial' | 'ahead_s'> = {},
  ): Record<string, string> => {
    const [timestamp, nonce] = [secondsNow(ahead_s), randomBytes(16).toString('hex')]
    const by = key ?? (serial === CERTIFICATE_SERIAL ? platform : public_key_pair).privateKey
    const signature = createSign('RSA-SHA256')
      .update(`${timestamp}\n${nonce}\n${body}\n`)
      .sign(by, 'base64')
    return {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-signature': signature,
      'wechatpay-serial': serial ?? PUBLIC_KEY_ID,
      'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
    }
  }
  const encrypted = (plain: string, associated_data: string, api_v3_key = API_V3_KEY) => {
    const nonce = randomBytes(6).toString('hex')
    const cipher = createCipheriv('aes-256-gcm', api_v3_key, nonce)
    cipher.setAAD(Buffer.from(associated_data))
    const sealed = [cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]
    const ciphertext = Buffer.concat(sealed).toString('base64')
    return { algorithm: 'AEAD_AES_256_GCM', ciphertext, associated_data, nonce }
  }

  const tellTrade = (out_trade_no: string, { asked, state, transaction_id }: Trade): Told => ({
    appid: asked['appid'],
    mchid: asked['mchid'],
    out_trade_no,
    trade_state: state,
    trade_type: 'NATIVE',
    ...(state === 'SUCCESS' && {
      transaction_id,
      amount: { ...(asked['amount'] as Told), payer_total: 1, payer_currency: 'CNY' },
      payer: { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' },
    }),
  })

  const answerTo = (method: string, path: string, body: Told): { status: number; body: Told } => {
    const ok = (told: Told) => ({ status: 200, body: told })
    const no = (status: number, code: string) => ({
      status,
      body: { code, message: 'o***@example.com 的请求有误' },
    })
    if (path === '/v3/certificates') {
      const encrypt_certificate = encrypted(certificate, 'certificate')
      return ok({ data: [{ serial_no: CERTIFICATE_SERIAL, encrypt_certificate }] })
    }
    const [, begun_way] = /^\/v3\/pay\/transactions\/(native|h5|jsapi)$/.exec(path) ?? []
    if (begun_way) {
      const out_trade_no = String(body['out_trade_no'])
      if (out_trade_no.length > 32) return no(400, 'PARAM_ERROR')
      const known = trades.get(out_trade_no)
      if (known?.state === 'SUCCESS') return no(400, 'ORDERPAID')
      if (known?.state === 'CLOSED') return no(400, 'ORDER_CLOSED')
      if (
        known &&
        (known.way !== begun_way || JSON.stringify(known.asked) !== JSON.stringify(body))
      )
        return no(400, 'INVALID_REQUEST')
      made += 1
      const transaction_id = `4200001234202612011${String(made).padStart(9, '0')}`
      const fresh = { way: begun_way, asked: body, state: 'NOTPAY', transaction_id } as const
      if (!known) trades.set(out_trade_no, { ...fresh, refunds: new Map() })
      if (begun_way === 'native') return ok({ code_url: `weixin://wxpay/bizpayurl?pr=${made}` })
      if (begun_way === 'jsapi') return ok({ prepay_id: `wx2026120112${made}` })
      return ok({
        h5_url: `https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=${made}`,
      })
    }
    const [, named, closes] =
      /^\/v3\/pay\/transactions\/out-trade-no\/(\w+)(\/close)?/.exec(path) ?? []
    if (named) {
      const trade = trades.get(named)
      if (!trade) return no(404, 'ORDER_NOT_EXIST')
      if (!closes) return ok(tellTrade(named, trade))
      if (trade.state === 'SUCCESS') return no(400, 'ORDERPAID')
      trade.state = 'CLOSED'
      return { status: 204, body: {} }
    }
    const [, refund_no] = /^\/v3\/refund\/domestic\/refunds\/(\w+)$/.exec(path) ?? []
    const [out_trade_no, out_refund_no] = refund_no
      ? [refund_no.replace(/r\d+$/, ''), refund_no]
      : [String(body['out_trade_no']), String(body['out_refund_no'])]
    const trade = trades.get(out_trade_no)
    const known = trade?.refunds.get(out_refund_no)
    if (method === 'GET') return known ? ok(known) : no(404, 'RESOURCE_NOT_EXISTS')
    if (trade?.state !== 'SUCCESS') return no(404, 'RESOURCE_NOT_EXISTS')
    const { refund, total } = body['amount'] as { refund: number; total: number }
    if (total !== (trade.asked['amount'] as { total: number }).total || refund > total)
      return no(400, 'INVALID_REQUEST')
    const amount = { refund, total, currency: 'CNY' }
    const told = { out_trade_no, out_refund_no, status: 'PROCESSING', amount }
    trade.refunds.set(out_refund_no, told)
    return ok(told)
  }

  const server = createServer(async (request, response) => {
    const sent = await text(request)
    const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const method = request.method ?? ''
    const body = JSON.parse(sent || '{}') as Told
    calls.push({ method, path, body })
    if (path === '/sns/oauth2/access_token') {
      const is_site = searchParams.get('secret') === APP_SECRET
      const openid = is_site && searchParams.get('code')?.match(/^code_of_(\w+)$/)?.[1]
      response.end(JSON.stringify(openid ? { openid } : { errcode: 40029 }))
      return
    }
    const other = instead.get(`${method} ${path}`)?.shift()
    if (other === 'hang') return
    const { status, body: told } = !isOfMerchant(request, sent)
      ? { status: 401, body: { code: 'SIGN_ERROR' } }
      : typeof other === 'object'
        ? other
        : answerTo(method, path, body)
    const answer = status === 204 ? '' : JSON.stringify(told)
    const by_certificate = path === '/v3/certificates' || !request.headers['wechatpay-serial']
    response
      .writeHead(status, {
        'content-type': 'application/json',
        ...signed(answer, {
          ...(other === 'forged' && { key: stranger.privateKey }),
          ...(by_certificate && { serial: CERTIFICATE_SERIAL }),
        }),
      })
      .end(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const seal = ({ resource, event_type = 'TRANSACTION.SUCCESS', ...call }: Call): SignedCall => {
    made += 1
    const original_type = event_type.startsWith('REFUND') ? 'refund' : 'transaction'
    const body = JSON.stringify({
      id: `event-${made}`,
      create_time: now().toISOString(),
      resource_type: 'encrypt-resource',
      event_type,
      resource: {
        ...encrypted(JSON.stringify(resource), original_type, call.api_v3_key),
        original_type,
      },
    })
    return { body, headers: signed(body, call) }
  }

  return {
    /** The settings of a site that is this merchant. */
    environment: {
      WECHAT_APP_ID,
      WECHAT_MCH_ID: MCH_ID,
      WECHAT_MCH_SERIAL: MCH_SERIAL,
      WECHAT_PRIVATE_KEY: String(merchant.privateKey.export({ type: 'pkcs8', format: 'pem' })),
      WECHAT_API_V3_KEY: API_V3_KEY,
      WECHAT_CHANNELS: 'native,h5,jsapi',
      WECHAT_APP_SECRET: APP_SECRET,
      WECHAT_GATEWAY: url,
      WECHAT_LOGIN_GATEWAY: url,
    },
    /** Besides, that of one that goes by WeChat's public key and not by certificates. */
    public_key: {
      WECHAT_PUBLIC_KEY_ID: PUBLIC_KEY_ID,
      WECHAT_PUBLIC_KEY: String(public_key_pair.publicKey.export({ type: 'spki', format: 'pem' })),
    },
    certificate_serial: CERTIFICATE_SERIAL,
    stranger: stranger.privateKey,
    calls,
    /** A person pays: what WeChat tells of the trade. */
    pay(out_trade_no: string): Told {
      const trade = trades.get(out_trade_no)
      if (trade?.state !== 'NOTPAY') throw new Error(`nobody can pay ${out_trade_no} now`)
      trade.state = 'SUCCESS'
      return tellTrade(out_trade_no, trade)
    },
    stateOf: (out_trade_no: string) => trades.get(out_trade_no)?.state,
    /** WeChat has done a refund, or cannot: what it tells of it. */
    endRefund(out_trade_no: string, status: 'SUCCESS' | 'ABNORMAL'): Told {
      const refunds = trades.get(out_trade_no)?.refunds
      const [[name, told] = []] = refunds ?? []
      if (!refunds || !name || !told) throw new Error(`there is no refund of ${out_trade_no}`)
      refunds.set(name, { ...told, status })
      const { status: _, ...rest } = told
      return { ...rest, mchid: MCH_ID, refund_status: status }
    },
    /** Its call about a trade or a refund, encrypted and signed as asked. */
    seal,
    verifiesOfMerchant: (lines: readonly string[], signature: string) =>
      createVerify('RSA-SHA256')
        .update(lines.map((line) => `${line}\n`).join(''))
        .verify(merchant.publicKey, signature, 'base64'),
    /** The next answers to a method and path, in turn. */
    answer: (call: string, ...answers: WechatInstead[]) => void instead.set(call, answers),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
