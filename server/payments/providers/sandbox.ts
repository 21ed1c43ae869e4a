import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { fenOf, yuanOf } from '../../../rules/money.ts'
import type { Callback, Parameters, PaymentProvider } from '../payment-provider.ts'
import { UnverifiedCallback } from '../payment-provider.ts'

const APP_ID = 'ihome-sandbox'
const SIGN_TYPE = 'HMAC-SHA256'

export type TradeStatus = 'TRADE_SUCCESS' | 'TRADE_CLOSED' | 'WAIT_BUYER_PAY'

const OUTCOMES = new Map<string | undefined, Callback['outcome']>([
  ['TRADE_SUCCESS', 'paid'],
  ['TRADE_CLOSED', 'closed'],
  ['WAIT_BUYER_PAY', 'open'],
] satisfies [TradeStatus, Callback['outcome']][])

export interface SandboxTrade {
  readonly out_trade_no: string
  readonly amount_fen: number
  readonly trade_status: TradeStatus
}

/** A provider with which nobody pays anything, whose other side is our own cashier. */
export interface Sandbox extends PaymentProvider {
  readonly name: 'sandbox'
  /** The callback about a trade, signed as a provider would. */
  signTrade(trade: SandboxTrade): Record<string, string>
  sign(parameters: Parameters): Record<string, string>
}

/** Its key is derived from the site's secret, so that its servers understand each other. */
export function createSandbox(secret: string): Sandbox {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'ihome payments: sandbox', 32))
  const seal = (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  const tradeOf = (out_trade_no: string) =>
    createHmac('sha256', key).update(`trade ${out_trade_no}`).digest('hex').slice(0, 20)
  const signatureOf = ({ sign: _, ...parameters }: Parameters) => {
    const names = Object.keys(parameters).sort()
    return seal(JSON.stringify(names.map((name) => [name, parameters[name]])))
  }
  const sign = (parameters: Parameters) => ({ ...parameters, sign: signatureOf(parameters) })
  const read = async (parameters: Parameters): Promise<Callback> => {
    if (!isSame(parameters['sign'] ?? '', signatureOf(parameters)))
      throw new UnverifiedCallback('the signature is wrong')
    if (parameters['app_id'] !== APP_ID) throw new UnverifiedCallback('the app id is wrong')
    const outcome = OUTCOMES.get(parameters['trade_status'])
    if (!outcome) throw new UnverifiedCallback('there is no such trade status')
    return {
      out_trade_no: parameters['out_trade_no'] ?? '',
      trade_no: parameters['trade_no'] ?? '',
      outcome,
      amount_fen: fenOf(parameters['total_amount']),
    }
  }
  return {
    name: 'sandbox',
    channels: [],
    begin: async ({ out_trade_no }, { language: lang }) => ({
      pay_url: `/sandbox/cashier?${new URLSearchParams({ out_trade_no, lang }).toString()}`,
    }),
    readCall: ({ parameters }) => read(parameters),
    readReturn: read,
    // There is no money that could be kept back.
    refund: async () => undefined,
    sign,
    signTrade: ({ out_trade_no, amount_fen, trade_status }) =>
      sign({
        app_id: APP_ID,
        out_trade_no,
        // One name of ours is one trade of the sandbox, however often somebody presses the button.
        trade_no: `sandbox-${tradeOf(out_trade_no)}`,
        total_amount: yuanOf(amount_fen),
        trade_status,
        sign_type: SIGN_TYPE,
      }),
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
