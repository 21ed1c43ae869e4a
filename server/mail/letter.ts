import type { Language } from '../../rules/language.ts'

export interface Letter {
  readonly subject: string
  readonly text: string
  readonly html: string
}

interface LetterParts {
  readonly language: Language
  readonly subject: string
  readonly paragraphs: readonly string[]
  readonly link?: { readonly url: string; readonly label: string }
  readonly unsubscribe_url?: string | undefined
}

const WORDS = {
  zh: { site: '爱家租房', unsubscribe: '不再接收此类邮件', sent: '此邮件由系统发送，请勿回复。' },
  en: {
    site: 'ihome',
    unsubscribe: 'Stop these mails',
    sent: 'This mail was sent by the site; please do not answer it.',
  },
} as const

const SUBJECT_CHARACTERS_MAX = 120

/** A mail as text and as HTML; both say the same. */
export function writeLetter(parts: LetterParts): Letter {
  return { subject: subjectOf(parts), text: textOf(parts), html: htmlOf(parts) }
}

/** One line: what people type into titles ends no header. */
function subjectOf({ language, subject }: LetterParts): string {
  const line = subject.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  const characters = [...line]
  const short =
    characters.length > SUBJECT_CHARACTERS_MAX
      ? `${characters.slice(0, SUBJECT_CHARACTERS_MAX - 1).join('')}…`
      : line
  return language === 'en' ? `[${WORDS.en.site}] ${short}` : `【${WORDS.zh.site}】${short}`
}

function textOf({ language, paragraphs, link, unsubscribe_url }: LetterParts): string {
  const words = WORDS[language]
  return [
    ...paragraphs,
    ...(link ? [`${link.label}: ${link.url}`] : []),
    `-- \n${words.site}\n${words.sent}`,
    ...(unsubscribe_url ? [`${words.unsubscribe}: ${unsubscribe_url}`] : []),
  ].join('\n\n')
}

function htmlOf({ language, paragraphs, link, unsubscribe_url }: LetterParts): string {
  const words = WORDS[language]
  const body = paragraphs.map((text) => `<p style="margin:0 0 16px">${inHtml(text)}</p>`).join('')
  const button =
    link &&
    `<p style="margin:24px 0"><a href="${inHtml(link.url)}" style="background:#c2371b;color:#fff;padding:12px 20px;border-radius:10px;text-decoration:none">${inHtml(link.label)}</a></p>`
  const stop =
    unsubscribe_url && ` <a href="${inHtml(unsubscribe_url)}">${inHtml(words.unsubscribe)}</a>`
  return `<!doctype html>
<html lang="${language === 'en' ? 'en' : 'zh-CN'}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>
<body style="font:16px/1.6 system-ui,sans-serif;max-width:36rem;margin:0 auto;padding:24px">
<p style="margin:0 0 16px;font-weight:600">${words.site}</p>
${body}${button ?? ''}
<p style="margin:32px 0 0;font-size:13px">${words.sent}${stop ?? ''}</p>
</body></html>
`
}

const inHtml = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
