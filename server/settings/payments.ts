import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

/** A variable of the environment; undefined where it is not set, or to nothing. */
type Read = (name: string) => string | undefined
type Wrong = (name: string, may: string, show?: string) => Error

/** `sandbox` takes no money: whoever opens its cashier can say that they paid. */
export type PaymentSettings =
  | { readonly provider: 'sandbox' }
  | {
      readonly provider: 'alipay'
      readonly app_id: string
      readonly private_key_pem: string
      readonly alipay_public_key_pem: string
      readonly gateway: string
      /** Absent: whichever seller the app belongs to. */
      readonly seller_id: string | undefined
      /** Where Alipay finds this site. */
      readonly public_url: URL
    }

const ALIPAY_GATEWAY = 'https://openapi.alipay.com/gateway.do'

/** Where guests pay. @throws {Error} that `wrong` makes, for the first setting that is. */
export function readPayments(
  read: Read,
  wrong: Wrong,
  public_url: URL | undefined,
): PaymentSettings {
  const provider = read('PAYMENT_PROVIDER') ?? 'sandbox'
  if (provider === 'sandbox') {
    // Whoever can open the sandbox's cashier can stay for nothing.
    if (read('NODE_ENV') === 'production' && read('IHOME_ALLOW_SANDBOX_PAYMENTS') !== '1')
      throw wrong(
        'PAYMENT_PROVIDER',
        'alipay when NODE_ENV is production (or set IHOME_ALLOW_SANDBOX_PAYMENTS=1: no guest will pay anything)',
      )
    return { provider }
  }
  if (provider !== 'alipay') throw wrong('PAYMENT_PROVIDER', 'sandbox or alipay')
  const need = (name: string) => {
    const value = read(name)
    if (value === undefined) throw wrong(name, 'set with PAYMENT_PROVIDER=alipay')
    return value
  }
  const key = (name: string, parse: (text: string) => string) => {
    const text = need(name)
    try {
      return parse(text.replaceAll('\\n', '\n'))
    } catch {
      throw wrong(name, 'an RSA key in PEM, or its base64 in one line', '(hidden)')
    }
  }
  const gateway = URL.parse(read('ALIPAY_GATEWAY') ?? ALIPAY_GATEWAY)
  if (!gateway || !/^https?:$/.test(gateway.protocol))
    throw wrong('ALIPAY_GATEWAY', 'http://… or https://…')
  if (!public_url) throw wrong('PUBLIC_URL', 'set with PAYMENT_PROVIDER=alipay: Alipay calls it')
  return {
    provider,
    app_id: need('ALIPAY_APP_ID'),
    private_key_pem: key('ALIPAY_PRIVATE_KEY', readPrivateKey),
    alipay_public_key_pem: key('ALIPAY_PUBLIC_KEY', readPublicKey),
    gateway: gateway.href,
    seller_id: read('ALIPAY_SELLER_ID'),
    public_url,
  }
}

// Alipay's console hands keys out as base64 alone, of the one form of private keys or the other.

function readPrivateKey(text: string): string {
  if (text.includes('-----BEGIN')) return pkcs1Of(createPrivateKey(text))
  const key = Buffer.from(text, 'base64')
  const read = (type: 'pkcs1' | 'pkcs8') => createPrivateKey({ key, format: 'der', type })
  try {
    return pkcs1Of(read('pkcs8'))
  } catch {
    return pkcs1Of(read('pkcs1'))
  }
}

const pkcs1Of = (key: KeyObject) => key.export({ type: 'pkcs1', format: 'pem' }) as string

function readPublicKey(text: string): string {
  const key = text.includes('-----BEGIN')
    ? createPublicKey(text)
    : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
  return key.export({ type: 'spki', format: 'pem' }) as string
}

export function readFee(read: Read, wrong: Wrong): number {
  const text = read('IHOME_FEE_PERCENT') ?? '0'
  const [, whole = '', part = ''] = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(text) ?? []
  if (whole === '') throw wrong('IHOME_FEE_PERCENT', 'from 0 to 99.99, with two decimals at most')
  return Number(whole + part.padEnd(2, '0'))
}
