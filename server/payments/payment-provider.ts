import type { IncomingHttpHeaders } from 'node:http'
import type { Channel, ProviderName } from '../../contract/payments.ts'
import type { Language } from '../../contract/refusals.ts'

/** What the provider reports of a trade, its signature already verified. */
export interface Callback {
  readonly out_trade_no: string
  /** The provider's own name for the trade; empty before it made one. */
  readonly trade_no: string
  /** `open`: nothing has come of it yet. */
  readonly outcome: 'paid' | 'closed' | 'open'
  readonly amount_fen: number
}

/** What the provider reports of a refund, its signature already verified. */
export interface RefundNews {
  readonly refund_id: number
  readonly out_trade_no: string
  readonly amount_fen: number
  /** Why it never will be done; absent: it is done. */
  readonly refused?: string
}

/** A provider's own call, as it came. */
export interface ProviderCall {
  /** Of a form; none where the body is signed as a whole. */
  readonly parameters: Parameters
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export type Device = 'phone' | 'desk'

/** What the provider is asked to collect; the same whenever a payment of this name is begun. */
export interface PaymentInstruction {
  readonly out_trade_no: string
  readonly amount_fen: number
  readonly subject: string
  readonly created_at: Date
  /** No payment is wanted any more from then on. */
  readonly until: Date | undefined
  readonly order_id: number
  /** The provider's name for it, where it was begun before and has one. */
  readonly trade_no: string | null
  readonly channel: Channel | undefined
}

export interface RefundInstruction {
  readonly out_trade_no: string
  readonly trade_no: string
  /** What goes back. */
  readonly amount_fen: number
  /** What was paid under this name. */
  readonly paid_fen: number
  /** The same for every try: what was refunded already is not refunded again. */
  readonly refund_id: number
}

export type Parameters = Readonly<Record<string, string>>

/** Who pays, and with what: the payment page is made for them. */
export interface Checkout {
  readonly device: Device
  readonly language: Language
  readonly client_ip: string
  /** Who pays inside WeChat: what its page of consent answered, or whom a client knows already. */
  readonly code?: string | undefined
  readonly openid?: string | undefined
}

/** What a page in WeChat asks WeChat to let its user pay with. */
export interface Bridge {
  readonly appId: string
  readonly timeStamp: string
  readonly nonceStr: string
  readonly package: string
  readonly signType: 'RSA'
  readonly paySign: string
}

/** Where the guest's browser goes to pay, or what it shows for it. */
export interface Begun {
  readonly pay_url: string
  readonly return_url?: string
  readonly qr?: string
  readonly bridge?: Bridge
  /** The provider's name for what was begun. */
  readonly trade_no?: string
}

export interface PaymentProvider {
  readonly name: ProviderName
  /** The ways that this provider can be paid in, the most usual one first; none: it asks the guest. */
  readonly channels: readonly Channel[]
  /**
   * However often a payment of one name is begun, it is one trade.
   *
   * @throws {TradeSpent} when no payment can come under this name any more; {ProviderFailed}.
   */
  begin(payment: PaymentInstruction, checkout: Checkout): Promise<Begun>
  /**
   * @returns undefined for what is no news of a payment of this site.
   * @throws {UnverifiedCallback} when the provider has not signed this, or not for this site.
   */
  readCall(call: ProviderCall): Promise<Callback | RefundNews | undefined>
  /**
   * What the provider sent the browser back with; the same throws, and {ProviderFailed} when it
   * must be asked what came of the trade and cannot be.
   */
  readReturn(parameters: Parameters): Promise<Callback>
  /**
   * Resolves when the money is on its way back.
   *
   * @throws {RefundRefused} when it never will be; {ProviderFailed} when another try may help.
   */
  refund(refund: RefundInstruction): Promise<void>
  /**
   * No payment is wanted under this name any more; nothing happens where one came already. Absent:
   * the provider needs not be told.
   *
   * @throws {ProviderFailed} when another try may help.
   */
  close?(payment: Pick<PaymentInstruction, 'out_trade_no' | 'trade_no'>): Promise<void>
}

/** The callback has a wrong signature, app id, seller or amount. */
export class UnverifiedCallback extends Error {
  override readonly name = 'UnverifiedCallback'
}

/** The provider takes nothing more under this name: another one has to be given. */
export class TradeSpent extends Error {
  override readonly name = 'TradeSpent'
}

/** Carries the provider's code alone: its messages may quote a person's account. */
export class RefundRefused extends Error {
  override readonly name = 'RefundRefused'
  readonly code: string
  constructor(code: string) {
    super(`the payment provider refused: ${code}`)
    this.code = code
  }
}

export class ProviderFailed extends Error {
  override readonly name = 'ProviderFailed'
  readonly code: string
  constructor(code: string) {
    super(`the payment provider failed: ${code}`)
    this.code = code
  }
}
