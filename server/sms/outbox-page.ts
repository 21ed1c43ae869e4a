import type { FastifyInstance } from 'fastify'
import type { Language } from '../../contract/refusals.ts'
import { languageOf } from '../platform/http/envelope.ts'
import type { Outbox } from './outbox.ts'

const WORDS = {
  zh: {
    lang: 'zh-CN',
    title: '发件箱（开发用）',
    note: '未配置短信服务商：验证码与通知不会真正发出，只显示在这里，保留一天。请勿在生产环境使用。',
    newest: '最新的在前，每 5 秒刷新。',
    sms: '短信',
    mail: '邮件',
    image_code: '图片验证码',
    to: '收件人',
    code: '验证码',
    empty: '还没有消息。',
    home: '返回首页',
  },
  en: {
    lang: 'en',
    title: 'Outbox (for development)',
    note: 'No SMS provider is configured: codes and notices are not sent, only shown here, for a day. Not for production.',
    newest: 'The newest first; renewed every 5 seconds.',
    sms: 'SMS',
    mail: 'Mail',
    image_code: 'Image code',
    to: 'To',
    code: 'Code',
    empty: 'No messages yet.',
    home: 'Back to the site',
  },
} as const

/** The colours of the web app; the page has no other part in it, so that it is there without. */
const STYLE = `
:root{color-scheme:light dark;--paper:#fbf8f4;--card:#fff;--ink:#231a14;--soft:#66594e;--line:#e7ded4;--brand:#c2371b;--wash:#fdece5}
@media (prefers-color-scheme:dark){:root{--paper:#15120f;--card:#1e1a16;--ink:#f4ede5;--soft:#b8aa9d;--line:#3a322b;--brand:#ff8f6b;--wash:#3a1f15}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:44rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1{margin:0 0 .5rem;font-size:1.5rem;line-height:1.3}
p{margin:.25rem 0}
a{color:var(--brand)}
.note,.empty,time,.to{color:var(--soft)}
ol{list-style:none;margin:1.25rem 0 0;padding:0;display:grid;gap:.75rem}
li,.empty{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:.875rem 1rem;overflow-wrap:anywhere}
.empty{margin-top:1.25rem;text-align:center;padding:2.5rem 1rem}
.head{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:baseline;font-size:.875rem}
.kind{font-weight:600}
time{margin-left:auto;font-variant-numeric:tabular-nums}
.code{display:inline-block;margin:.5rem 0 .25rem;padding:.125rem .75rem;border-radius:.5rem;background:var(--wash);font:600 1.5rem/1.5 ui-monospace,SFMono-Regular,Menlo,monospace;letter-spacing:.12em;user-select:all}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
`
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
  const list = `<ol>\n${messages.map((message) => itemOf(message, language)).join('\n')}\n</ol>`
  return `<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${words.title} · ihome</title>
<style>${STYLE}</style>
</head>
<body><main>
<h1>${words.title}</h1>
<p class="note">${words.note}</p>
<p class="note">${words.newest} <a href="/">${words.home}</a></p>
${messages.length > 0 ? list : `<p class="empty">${words.empty}</p>`}
</main></body></html>
`
}

function itemOf({ kind, created_at, recipient, code, text }: Message, language: Language): string {
  const words = WORDS[language]
  const shown =
    code &&
    `<p><span class="hidden">${words.code} </span><span class="code">${inHtml(code)}</span></p>`
  return (
    `<li><div class="head"><span class="kind">${words[kind]}</span>` +
    `<span class="to"><span class="hidden">${words.to} </span>${inHtml(recipient)}</span>` +
    `<time>${inHtml(created_at)}</time></div>${shown}` +
    // The text of an image code is the code once more.
    `${text === code ? '' : `<p>${withLinks(inHtml(text))}</p>`}</li>`
  )
}

/** Links of the site's own mail lead somewhere; without `PUBLIC_URL` they are paths of this server. */
const withLinks = (html: string) =>
  html
    .replace(/(?<=: )((?:https?:\/\/[\w.:-]+)?\/mail\/\w+\?token=[\w.-]+)/g, '<a href="$1">$1</a>')
    .replaceAll('\n', '<br>')

const inHtml = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
