import type { Language } from '../../contract/refusals.ts'

export type ProviderName = 'sandbox' | 'alipay'

/** Signed, and therefore said by the provider itself. */
export interface Callback {
  readonly out_trade_no: string
  /** The provider's own name for the trade; empty before it made one. */
  readonly trade_no: string
  /** `open`: nothing has come of it yet. */
  readonly outcome: 'paid' | 'closed' | 'open'
  readonly amount_fen: number
}

export type Device = 'phone' | 'desk'

/** What a payment page is made of. */
export interface WantedPayment {
  readonly out_trade_no: string
  readonly amount_fen: number
  readonly subject: string
  /** No payment is wanted any more from then on. */
  readonly until: Date | undefined
}

export interface WantedRefund {
  readonly out_trade_no: string
  readonly amount_fen: number
  /** The same for every try: what was refunded already is not refunded again. */
  readonly refund_id: number
}

export type Parameters = Readonly<Record<string, string>>

/** How the guest looks at it. */
export interface PayWay {
  readonly device: Device
  readonly language: Language
}

export interface PaymentProvider {
  readonly name: ProviderName
  /** Where the guest's browser goes to pay. */
  payUrl(payment: WantedPayment, way: PayWay): string
  /** @throws {Unverified} when the provider has not signed this, or not for this site. */
  readCallback(parameters: Parameters): Promise<Callback>
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
  refund(refund: WantedRefund): Promise<void>
}

/** Not the provider's word, or not for us: a wrong signature, app id, seller or amount. */
export class Unverified extends Error {
  override readonly name = 'Unverified'
}

/** Neither has the provider's own words: those may quote a person's account. */
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
