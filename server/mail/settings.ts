import type { Reader } from '../platform/settings/reader.ts'

/**
 * `outbox` sends nothing: it keeps mail to be read at /dev/outbox. `none`: the site sends no mail,
 * and asks nobody for an address.
 */
export type MailSettings = { readonly base_url: string } & (
  | { readonly provider: 'none' }
  | { readonly provider: 'outbox' }
  | { readonly provider: 'smtp'; readonly url: string; readonly from: string }
)

interface Site {
  readonly exposed_by: string | undefined
  readonly public_url: URL | undefined
}

const FROM = /^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/

export const readMailSettings = (read: Reader, site: Site) => ({ mail: readMail(read, site) })

function readMail(read: Reader, { exposed_by, public_url }: Site): MailSettings {
  read.secret('SMTP_URL')
  const url = read.url(
    'SMTP_URL',
    ['smtp:', 'smtps:'],
    'smtp://user:password@host:587 or smtps://…',
  )
  const base_url = public_url?.origin ?? ''
  if (!url) {
    const shows_outbox = !exposed_by || read.text('IHOME_ALLOW_DEV_OUTBOX') === '1'
    return { provider: shows_outbox ? 'outbox' : 'none', base_url }
  }
  const from = read.needed('MAIL_FROM', 'with SMTP_URL')
  if (!FROM.test(from))
    throw read.wrong('MAIL_FROM', 'an address, as 爱家租房 <no-reply@example.com>')
  // Mail without it would lead nowhere.
  if (!public_url) throw read.wrong('PUBLIC_URL', 'set with SMTP_URL: links in mail lead there')
  return { provider: 'smtp', url: url.href, from, base_url }
}

export const sendsMail = (settings: MailSettings): boolean => settings.provider !== 'none'
