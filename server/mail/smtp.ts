import { createTransport } from 'nodemailer'
import {
  AddressRefused,
  MailFailed,
  type MailMessage,
  type MailProvider,
  MailRefused,
} from './mail-provider.ts'

const CONNECT_MS_MAX = 5_000
const ANSWER_MS_MAX = 15_000

export interface SmtpSettings {
  readonly url: string
  readonly from: string
}

/** A connection for each message: there are few, and none is kept open for those that may come. */
export function createSmtp({ url, from }: SmtpSettings): MailProvider {
  const transport = createTransport({
    url,
    connectionTimeout: CONNECT_MS_MAX,
    greetingTimeout: ANSWER_MS_MAX,
    socketTimeout: ANSWER_MS_MAX,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const host = from.replace(/^.*@|>$/g, '')
  return {
    async send(message) {
      try {
        await transport.sendMail(envelopeOf(message, from, host))
      } catch (error) {
        throw meaningOf(error)
      }
    },
  }
}

const envelopeOf = (message: MailMessage, from: string, host: string) => ({
  from,
  // As a value, not as a line that is read for several.
  to: { name: '', address: message.to },
  subject: message.subject,
  text: message.text,
  html: message.html,
  messageId: `<${message.message_id}@${host}>`,
  headers: {
    // Nobody's holiday note answers it (RFC 3834), and what comes back is read by nobody here.
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    ...(message.unsubscribe_url && {
      'List-Unsubscribe': `<${message.unsubscribe_url}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  },
})

/** 5xx is for good (RFC 5321): of the address where it was named, else of the message. */
function meaningOf(error: unknown): Error {
  const { responseCode, command, code } = error as {
    responseCode?: number
    command?: string
    code?: string
  }
  if (responseCode === undefined || responseCode < 500) {
    return new MailFailed(String(responseCode ?? code ?? 'unknown'))
  }
  const told = String(responseCode)
  // 552: the mailbox is full, which passes.
  if (responseCode === 552) return new MailFailed(told)
  return command === 'RCPT TO' ? new AddressRefused(told) : new MailRefused(told)
}
