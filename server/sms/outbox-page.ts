import type { FastifyInstance } from 'fastify'
import type { Language } from '../../contract/refusals.ts'
import { languageOf } from '../platform/http/envelope.ts'
import type { Outbox } from './outbox.ts'

const WORDS = {
  zh: {
    lang: 'zh-CN',
    title: '发件箱（开发用）',
    note: '未配置短信服务商：验证码不会真正发出，只显示在这里，保留一天。请勿在生产环境使用。',
    columns: ['时间', '类型', '收件人', '验证码', '内容'],
    sms: '短信',
    image_code: '图片验证码',
    empty: '还没有消息。',
  },
  en: {
    lang: 'en',
    title: 'Outbox (for development)',
    note: 'No SMS provider is configured: codes are not sent, only shown here, for a day. Not for production.',
    columns: ['Time', 'Kind', 'Recipient', 'Code', 'Text'],
    sms: 'SMS',
    image_code: 'Image code',
    empty: 'No messages yet.',
  },
} as const

const STYLE =
  'body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}' +
  'table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;' +
  'border-bottom:1px solid #ddd}.code{font:600 1.1rem ui-monospace,monospace}'
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"

type Message = Awaited<ReturnType<Outbox['list']>>[number]

/** A page for people and the same as JSON for scripts; they exist where the outbox is in use. */
export function serveOutbox(app: FastifyInstance, outbox: Outbox): void {
  app.get('/dev/outbox', async (request, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'content-security-policy': POLICY, refresh: '5' })
    return reply
      .type('text/html; charset=utf-8')
      .send(pageOf(await outbox.list(), languageOf(request)))
  })
  app.get('/dev/outbox.json', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    return { messages: await outbox.list() }
  })
}

function pageOf(messages: readonly Message[], language: Language): string {
  const words = WORDS[language]
  const head = words.columns.map((column) => `<th>${column}</th>`).join('')
  const rows = messages.map((message) => rowOf(message, language)).join('\n')
  const table = `<table><thead><tr>${head}</tr></thead><tbody>\n${rows}\n</tbody></table>`
  return `<!doctype html>
<html lang="${words.lang}">
<head><meta charset="utf-8"><title>${words.title} · ihome</title><style>${STYLE}</style></head>
<body><h1>${words.title}</h1><p>${words.note}</p>
${messages.length > 0 ? table : `<p>${words.empty}</p>`}
</body></html>
`
}

function rowOf(message: Message, language: Language): string {
  const { created_at, recipient, code, text } = message
  const cells = [created_at, WORDS[language][message.kind], recipient]
  return (
    `<tr>${cells.map((cell) => `<td>${inHtml(cell)}</td>`).join('')}` +
    `<td class="code">${inHtml(code)}</td><td>${inHtml(text)}</td></tr>`
  )
}

const inHtml = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
