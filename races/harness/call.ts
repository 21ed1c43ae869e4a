import { Agent, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { API_PREFIX } from '../../contract/route.ts'
import { checkDocumented } from '../../test/harness/documented.ts'

/** Whatever takes longer hangs. */
const CALL_MS_MAX = 25_000

// Not `fetch`: on a small machine its costs would slow down the servers that are to be hurried.
const agent = new Agent({ keepAlive: true })

export interface Answer {
  readonly status: number
  readonly errcode: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly data: any
  readonly retry_after: string | undefined
}

/** How a client gives up an answer. */
export interface HangUp {
  /** The client hangs up when it is aborted. */
  readonly signal: AbortSignal
  /** Called when the request has been handed to the network. */
  readonly onSent: () => void
}

export interface Sent {
  readonly cookie: string
  readonly body?: unknown
  readonly idempotency_key?: string | undefined
  readonly hang_up?: HangUp | undefined
}

/**
 * The answer of a server, held against the interface document; undefined when the connection broke
 * before there was one. Nothing is sent twice.
 */
export async function call(
  origin: string,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  sent: Sent,
): Promise<Answer | undefined> {
  const url = origin + API_PREFIX + path
  const received = await exchange(url, method, sent).catch(lostOrThrow)
  if (!received) return undefined
  const { status, retry_after, body } = received
  const envelope = JSON.parse(body) as Pick<Answer, 'errcode' | 'data'>
  checkDocumented(method, new URL(url).pathname, { status, body: envelope })
  return { status, retry_after, errcode: envelope.errcode, data: envelope.data }
}

async function exchange(url: string, method: string, sent: Sent) {
  const { cookie, body, idempotency_key, hang_up } = sent
  const headers = {
    cookie,
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(idempotency_key && { 'idempotency-key': idempotency_key }),
  }
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sending = request(url, { agent, method, headers }, resolve)
    if (hang_up) {
      sending.once('finish', hang_up.onSent)
      hang_up.signal.addEventListener('abort', () => sending.destroy())
    }
    sending.on('error', reject)
    sending.setTimeout(CALL_MS_MAX, () => sending.destroy(new Error(`no answer from ${url}`)))
    sending.end(body === undefined ? undefined : JSON.stringify(body))
  })
  return {
    status: response.statusCode ?? 0,
    retry_after: response.headers['retry-after'],
    body: await text(response),
  }
}

const BROKEN = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'])

function lostOrThrow(error: NodeJS.ErrnoException): undefined {
  if (error.code === undefined || !BROKEN.has(error.code)) throw error
}
