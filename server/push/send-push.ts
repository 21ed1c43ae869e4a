import http from 'node:http'
import https from 'node:https'
import type { PushKeys } from './push-keys.ts'
import type { Subscription } from './subscriptions.ts'

const SEND_MS_MAX = 10_000
/** What nobody's browser has taken after a day is of yesterday. */
const LIVES_S = 86_400

/** What a browser shows. */
export interface PushMessage {
  readonly title: string
  readonly text: string
  /** Of the site, to be opened. */
  readonly path: string
  /** Of two with one tag only the last is shown. */
  readonly tag: string
}

export interface PushSender {
  readonly keys: PushKeys
  /** Whom push services write to when something is wrong: an address of the site. */
  readonly subject: string
  /** Private addresses that may be sent to all the same. */
  readonly allowed: readonly string[]
}

/** The push service could not take it now; only what kind of answer it was is said. */
class PushFailed extends Error {}

/**
 * Hands a message to a browser's push service, sealed for that browser (RFC 8291) and signed by the
 * site (RFC 8292). Browsers name the service, so the address that the socket connects to is judged:
 * none leads into the operator's network, and no redirect is followed.
 *
 * @returns false where the service knows the browser no more.
 * @throws {PushFailed} where it may be tried again.
 */
export async function sendPush(
  { endpoint, p256dh, auth }: Subscription,
  message: PushMessage,
  { keys, subject, allowed }: PushSender,
): Promise<boolean> {
  const { default: webpush } = await import('web-push')
  const { method, headers, body } = webpush.generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    JSON.stringify(message),
    {
      vapidDetails: { subject, publicKey: keys.public_key, privateKey: keys.private_key },
      contentEncoding: 'aes128gcm',
      TTL: LIVES_S,
      urgency: 'normal',
    },
  )
  const { useAgent } = await import('request-filtering-agent')
  const url = new URL(endpoint)
  const { request } = url.protocol === 'https:' ? https : http
  const agent = useAgent(url.href, { allowIPAddressList: [...allowed] })
  const status = await new Promise<number>((resolve, reject) => {
    const signal = AbortSignal.timeout(SEND_MS_MAX)
    request(url, { method, headers, agent, signal }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
      .on('error', (error) =>
        reject(new PushFailed((error as NodeJS.ErrnoException).code ?? error.name)),
      )
      .end(body)
  })
  if (status === 404 || status === 410) return false
  if (status >= 200 && status < 300) return true
  throw new PushFailed(String(status))
}
