import type { Alipay } from './providers/alipay.ts'
import { createSandbox, type Sandbox } from './providers/sandbox.ts'
import type { PaymentSettings } from './settings.ts'

/** The provider that the settings name. */
export async function chooseProvider(
  settings: PaymentSettings,
  session_secret: string,
): Promise<Sandbox | Alipay> {
  if (settings.provider === 'sandbox') return createSandbox(session_secret)
  // Loaded where it is used: its library is large.
  const { createAlipay } = await import('./providers/alipay.ts')
  return createAlipay(settings)
}
