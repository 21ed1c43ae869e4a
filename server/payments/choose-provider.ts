import type { ProviderName } from '../../contract/payments.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { PaymentProvider } from './payment-provider.ts'
import { createSandbox, type Sandbox } from './providers/sandbox.ts'
import type { PaymentSettings, ProviderSettings } from './settings.ts'

/** The providers that are on. */
export interface Providers {
  /** In the order in which guests see them; the first is for who names none. */
  readonly all: readonly PaymentProvider[]
  readonly first: PaymentProvider
  readonly sandbox: Sandbox | undefined
  find(name: string | undefined): PaymentProvider | undefined
}

interface Site {
  readonly session_secret: string
  readonly clock: Clock
}

/** The providers that the settings name. */
export async function chooseProviders(settings: PaymentSettings, site: Site): Promise<Providers> {
  const all = await Promise.all(settings.providers.map((one) => create(one, settings, site)))
  const [first] = all
  if (!first) throw new Error('there is no payment provider')
  const find = (name: string | undefined) => all.find((one) => one.name === name)
  return { all, first, find, sandbox: all.find(isSandbox) }
}

const isSandbox = (provider: PaymentProvider): provider is Sandbox => provider.name === 'sandbox'

// Each is loaded where it is used: some bring a large library.
const CREATE: {
  readonly [Name in ProviderName]: (
    settings: Extract<ProviderSettings, { provider: Name }>,
    payments: PaymentSettings,
    site: Site,
  ) => Promise<PaymentProvider>
} = {
  sandbox: async (_, __, { session_secret }) => createSandbox(session_secret),
  alipay: async (settings, { return_url }) =>
    (await import('./providers/alipay.ts')).createAlipay(settings, return_url),
  wechat: async (settings, { return_url }, { clock }) =>
    (await import('./providers/wechat.ts')).createWechat(settings, { return_url, clock }),
  stripe: async (settings, { return_url }, { clock }) =>
    (await import('./providers/stripe.ts')).createStripe(settings, { return_url, clock }),
}

const create = (one: ProviderSettings, settings: PaymentSettings, site: Site) =>
  CREATE[one.provider](one as never, settings, site)
