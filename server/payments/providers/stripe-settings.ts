import { type Reader, WEB_ADDRESS, WEB_PROTOCOLS } from '../../platform/settings/reader.ts'

export interface StripeSettings {
  readonly provider: 'stripe'
  readonly secret_key: string
  readonly webhook_secret: string
  /** What amounts are counted in: ISO 4217, in capital letters. */
  readonly currency: string
  readonly gateway: URL
  /** Where browsers come back to. */
  readonly public_url: URL
}

const WHY = 'with stripe in PAYMENT_PROVIDER'

export function readStripeSettings(
  read: Reader,
  public_url: URL,
  currency: string,
): StripeSettings {
  const secret = (name: string, pattern: RegExp, may: string) => {
    read.secret(name)
    const text = read.needed(name, WHY)
    if (pattern.test(text)) return text
    throw read.wrong(name, may)
  }
  return {
    provider: 'stripe',
    secret_key: secret('STRIPE_SECRET_KEY', /^(sk|rk)_(test|live)_\w+$/, 'sk_… or rk_…'),
    webhook_secret: secret('STRIPE_WEBHOOK_SECRET', /^whsec_\w+$/, 'whsec_… of the webhook'),
    currency,
    gateway:
      read.url('STRIPE_GATEWAY', WEB_PROTOCOLS, WEB_ADDRESS) ?? new URL('https://api.stripe.com'),
    public_url,
  }
}
