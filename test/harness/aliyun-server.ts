import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export const ACCESS_KEY_ID = 'LTAI-of-a-test'
export const ACCESS_KEY_SECRET = 'a secret that only this server and the site know'

export interface SentSms {
  readonly parameters: Record<string, string>
  /** Whether the signature is what the secret makes of the request as it came. */
  readonly signed: boolean
}

/** What to answer: a status and a body; `hang` is no answer at all. */
export type Reply = { readonly status: number; readonly body: string } | 'hang'

/** Aliyun's SMS interface as far as a client can tell, answering what a test asks it to. */
export interface AliyunServer {
  readonly endpoint: string
  readonly sent: SentSms[]
  /** The answers to come, in turn; the last one stays. */
  answer(...replies: Reply[]): void
  /** From now on the answer is chosen by what was sent. */
  answerBy(choose: (sms: SentSms) => Reply): void
  close(): Promise<void>
}

export const accepted: Reply = { status: 200, body: '{"Code":"OK","BizId":"1","RequestId":"2"}' }

export const refused = (code: string, status = 200, message = code): Reply => ({
  status,
  body: JSON.stringify({ Code: code, Message: message, RequestId: '2' }),
})

export async function startAliyun(): Promise<AliyunServer> {
  const sent: SentSms[] = []
  let choose: (sms: SentSms) => Reply = () => accepted
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    const url = new URL(request.url ?? '/', 'http://localhost')
    const form = new URLSearchParams(body.toString())
    const parameters = Object.fromEntries([...url.searchParams, ...form])
    const sms = { parameters, signed: isSigned(request, url, body) }
    sent.push(sms)
    const reply = choose(sms)
    if (reply === 'hang') return
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(reply.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    answer(...replies) {
      choose = () => (replies.length > 1 ? replies.shift() : replies[0]) as Reply
    },
    answerBy(next) {
      choose = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')

/** As RFC 3986 has it, which Aliyun signs. */
const percent = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/**
 * ACS3-HMAC-SHA256, from its description:
 * https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature
 */
function isSigned(request: IncomingMessage, url: URL, body: Buffer): boolean {
  const [, id, names = '', signature] =
    /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    ) ?? []
  const must = ['host', 'x-acs-action', 'x-acs-content-sha256', 'x-acs-date', 'x-acs-version']
  if (id !== ACCESS_KEY_ID || !must.every((name) => names.split(';').includes(name))) return false
  if (request.headers['x-acs-content-sha256'] !== sha256(body)) return false
  const query = [...url.searchParams]
    .map(([name, value]) => `${percent(name)}=${percent(value)}`)
    .sort()
    .join('&')
  const headers = names
    .split(';')
    .map((name) => `${name}:${String(request.headers[name]).trim()}\n`)
    .join('')
  const canonical = [request.method, url.pathname, query, headers, names, sha256(body)].join('\n')
  const text = `ACS3-HMAC-SHA256\n${sha256(canonical)}`
  return createHmac('sha256', ACCESS_KEY_SECRET).update(text).digest('hex') === signature
}
