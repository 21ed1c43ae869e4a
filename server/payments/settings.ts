import { PROVIDERS, type ProviderName } from '../../contract/payments.ts'
import { type Reader, WEB_ADDRESS, WEB_PROTOCOLS } from '../platform/settings/reader.ts'
import { type AlipaySettings, readAlipaySettings } from './providers/alipay-settings.ts'
import { readStripeSettings, type StripeSettings } from './providers/stripe-settings.ts'
import { readWechatSettings, type WechatSettings } from './providers/wechat-settings.ts'

/** `sandbox` takes no money: whoever opens its cashier can say that they paid. */
export type ProviderSettings =
  | { readonly provider: 'sandbox' }
  | AlipaySettings
  | WechatSettings
  | StripeSettings

export interface PaymentSettings {
  /** At least one, in the order in which guests see them. */
  readonly providers: readonly ProviderSettings[]
  /** A page of somebody's client for browsers that have paid; absent: the web app's own. */
  readonly return_url?: URL | undefined
}

interface Site {
  readonly public_url: URL | undefined
  readonly exposed_by?: string | undefined
  /** What amounts are counted in: ISO 4217. */
  readonly currency: string
}

export const readPaymentSettings = (read: Reader, site: Site) => ({
  payments: readPayments(read, site),
  fee_basis_points: readFee(read),
})

function readPayments(read: Reader, site: Site): PaymentSettings {
  const names = readNames(read)
  const return_url = read.url('PAYMENT_RETURN_URL', WEB_PROTOCOLS, WEB_ADDRESS)
  const providers = names.map((name) => READ[name](read, site))
  return { providers, ...(return_url && { return_url }) }
}

const READ: { readonly [Name in ProviderName]: (read: Reader, site: Site) => ProviderSettings } = {
  sandbox: readSandbox,
  alipay: (read, site) => readAlipaySettings(read, inChina(read, site, 'Alipay')),
  wechat: (read, site) => readWechatSettings(read, inChina(read, site, 'WeChat Pay')),
  stripe: (read, site) =>
    readStripeSettings(read, publicUrlOf(read, site, 'Stripe'), site.currency),
}

/** One or more, each once; the first is for clients that name none. */
function readNames(read: Reader): readonly ProviderName[] {
  const text = read.text('PAYMENT_PROVIDER') ?? 'sandbox'
  const named = text.split(',').map((one) => one.trim())
  const known = named.filter((one): one is ProviderName => PROVIDERS.some((name) => name === one))
  if (known.length === named.length && new Set(known).size === known.length) return known
  throw read.wrong('PAYMENT_PROVIDER', `a list of ${PROVIDERS.join(', ')}, each once`)
}

/** Whoever can open the sandbox's cashier can stay for nothing. */
function readSandbox(read: Reader, { exposed_by }: Site): ProviderSettings {
  if (read.text('IHOME_ALLOW_SANDBOX_PAYMENTS') !== '1' && exposed_by)
    throw read.wrong(
      'PAYMENT_PROVIDER',
      `alipay, wechat or stripe when ${exposed_by} (or set IHOME_ALLOW_SANDBOX_PAYMENTS=1: no guest will pay anything)`,
    )
  return { provider: 'sandbox' }
}

function publicUrlOf(read: Reader, { public_url }: Site, provider: string): URL {
  if (public_url) return public_url
  throw read.wrong('PUBLIC_URL', `set for payments: ${provider} calls it and sends browsers there`)
}

function inChina(read: Reader, site: Site, provider: string): URL {
  if (site.currency !== 'CNY')
    throw read.wrong('IHOME_CURRENCY', `CNY: ${provider} takes no other currency`)
  return publicUrlOf(read, site, provider)
}

/** The site's part of what a guest pays, in hundredths of a percent. */
function readFee(read: Reader): number {
  const text = read.text('IHOME_FEE_PERCENT') ?? '0'
  const [, whole = '', part = ''] = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(text) ?? []
  if (whole === '')
    throw read.wrong('IHOME_FEE_PERCENT', 'from 0 to 99.99, with two decimals at most')
  return Number(whole + part.padEnd(2, '0'))
}
