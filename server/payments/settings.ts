import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { type Reader, WEB_ADDRESS, WEB_PROTOCOLS } from '../platform/settings/reader.ts'

/** `sandbox` takes no money: whoever opens its cashier can say that they paid. */
export type PaymentSettings =
  | {
      readonly provider: 'sandbox'
      /** A page of somebody's client for browsers that have paid; absent: the web app's own. */
      readonly return_url?: URL | undefined
    }
  | {
      readonly provider: 'alipay'
      readonly app_id: string
      readonly private_key_pem: string
      readonly alipay_public_key_pem: string
      readonly gateway: string
      /** Absent: whichever seller the app belongs to. */
      readonly seller_id: string | undefined
      readonly return_url?: URL | undefined
      /** Where Alipay finds this site. */
      readonly public_url: URL
    }

const ALIPAY_GATEWAY = 'https://openapi.alipay.com/gateway.do'
const WITH_ALIPAY = 'with PAYMENT_PROVIDER=alipay'

interface Site {
  readonly public_url: URL | undefined
  readonly exposed_by?: string | undefined
}

export const readPaymentSettings = (read: Reader, site: Site) => ({
  payments: readPayments(read, site),
  fee_basis_points: readFee(read),
})

function readPayments(read: Reader, { public_url, exposed_by }: Site): PaymentSettings {
  const provider = read.oneOf('PAYMENT_PROVIDER', ['sandbox', 'alipay'], 'sandbox')
  const return_url = read.url('PAYMENT_RETURN_URL', WEB_PROTOCOLS, WEB_ADDRESS)
  if (provider === 'sandbox') {
    // Whoever can open the sandbox's cashier can stay for nothing.
    if (read.text('IHOME_ALLOW_SANDBOX_PAYMENTS') !== '1' && exposed_by)
      throw read.wrong(
        'PAYMENT_PROVIDER',
        `alipay when ${exposed_by} (or set IHOME_ALLOW_SANDBOX_PAYMENTS=1: no guest will pay anything)`,
      )
    return { provider, return_url }
  }
  const gateway = read.url('ALIPAY_GATEWAY', WEB_PROTOCOLS, WEB_ADDRESS)
  if (!public_url)
    throw read.wrong('PUBLIC_URL', 'set with PAYMENT_PROVIDER=alipay: Alipay calls it')
  return {
    provider,
    app_id: read.needed('ALIPAY_APP_ID', WITH_ALIPAY),
    private_key_pem: readKey(read, 'ALIPAY_PRIVATE_KEY', readPrivateKey),
    alipay_public_key_pem: readKey(read, 'ALIPAY_PUBLIC_KEY', readPublicKey),
    gateway: gateway?.href ?? ALIPAY_GATEWAY,
    seller_id: read.text('ALIPAY_SELLER_ID'),
    return_url,
    public_url,
  }
}

function readKey(read: Reader, name: string, parse: (text: string) => string): string {
  read.secret(name)
  const text = read.needed(name, WITH_ALIPAY)
  try {
    return parse(text.replaceAll('\\n', '\n'))
  } catch {
    throw read.wrong(name, 'an RSA key in PEM, or its base64 in one line')
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

/** The site's part of what a guest pays, in hundredths of a percent. */
function readFee(read: Reader): number {
  const text = read.text('IHOME_FEE_PERCENT') ?? '0'
  const [, whole = '', part = ''] = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(text) ?? []
  if (whole === '')
    throw read.wrong('IHOME_FEE_PERCENT', 'from 0 to 99.99, with two decimals at most')
  return Number(whole + part.padEnd(2, '0'))
}
