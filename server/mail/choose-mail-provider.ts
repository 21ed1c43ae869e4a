import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { createOutbox } from '../sms/outbox.ts'
import { type MailProvider, MailRefused } from './mail-provider.ts'
import type { MailSettings } from './settings.ts'

/** The provider that the settings name. */
export function chooseMailProvider(settings: MailSettings, db: Db, clock: Clock): MailProvider {
  if (settings.provider === 'none')
    return { send: () => Promise.reject(new MailRefused('NO_SERVER')) }
  if (settings.provider === 'outbox') {
    const outbox = createOutbox(db, clock)
    return {
      send: ({ to, subject, text }) =>
        outbox.keep({ kind: 'mail', recipient: to, code: '', text: `${subject}\n\n${text}` }),
    }
  }
  const { url, from } = settings
  // Loaded with the first message.
  let provider: Promise<MailProvider> | undefined
  return {
    async send(message) {
      provider ??= import('./smtp.ts').then(({ createSmtp }) => createSmtp({ url, from }))
      await (await provider).send(message)
    },
  }
}
