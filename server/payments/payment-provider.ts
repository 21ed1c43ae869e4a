import type { Language } from '../../contract/refusals.ts'

export type ProviderName = 'sandbox' | 'alipay'

/** What the provider reports of a trade, its signature already verified. */
export interface Callback {
  readonly out_trade_no: string
  /** The provider's own name for the trade; empty before it made one. */
  readonly trade_no: string
  /** `open`: nothing has come of it yet. */
  readonly outcome: 'paid' | 'closed' | 'open'
  readonly amount_fen: number
}

export type Device = 'phone' | 'desk'

/** What the provider is asked to collect. */
export interface PaymentInstruction {
  readonly out_trade_no: string
  readonly amount_fen: number
  readonly subject: string
  /** No payment is wanted any more from then on. */
  readonly until: Date | undefined
}

export interface RefundInstruction {
  readonly out_trade_no: string
  readonly amount_fen: number
  /** The same for every try: what was refunded already is not refunded again. */
  readonly refund_id: number
}

export type Parameters = Readonly<Record<string, string>>

/** The guest's device and language, which the payment page is made for. */
export interface Checkout {
  readonly device: Device
  readonly language: Language
}

export interface PaymentProvider {
  readonly name: ProviderName
  /** Where the guest's browser goes to pay. */
  payUrl(payment: PaymentInstruction, checkout: Checkout): string
  /** @throws {UnverifiedCallback} when the provider has not signed this, or not for this site. */
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
  refund(refund: RefundInstruction): Promise<void>
}

/** The callback has a wrong signature, app id, seller or amount. */
export class UnverifiedCallback extends Error {
  override readonly name = 'UnverifiedCallback'
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
