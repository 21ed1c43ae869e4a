import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { createOutbox } from './outbox.ts'
import type { SmsSettings } from './settings.ts'
import type { SmsProvider } from './sms-provider.ts'

/** Whether the site sends messages of what happens to orders, besides codes. */
export const sendsNotices = (settings: SmsSettings): boolean =>
  settings.provider === 'outbox' || settings.notice_template_code !== undefined

/** The provider that the settings name. */
export function chooseSmsProvider(settings: SmsSettings, db: Db, clock: Clock): SmsProvider {
  if (settings.provider === 'outbox') return sendToOutbox(db, clock)
  // Loaded with the first message: its library is large.
  const loaded = async () => (await import('./aliyun.ts')).createAliyun(settings)
  let provider: Promise<SmsProvider> | undefined
  return {
    async send(message) {
      provider ??= loaded()
      await (await provider).send(message)
    },
  }
}

function sendToOutbox(db: Db, clock: Clock): SmsProvider {
  const outbox = createOutbox(db, clock)
  return {
    send: ({ mobile, parameters, text }) =>
      outbox.keep({
        kind: 'sms',
        recipient: mobile,
        code: parameters['code'] ?? '',
        text: `【爱家租房】${text}`,
      }),
  }
}
