import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { notifyPayment } from '../../../contract/payments.ts'
import { urlOf } from '../../../contract/route.ts'

const TRY_MS_MAX = 5_000
const TRIES_MAX = 3
const AGAIN_MS = 300

/**
 * Calls the site's notify route over HTTP, as a provider does, until it is understood. It goes to
 * the socket that this very server listens on: what a request says of its host is not believed.
 *
 * @returns whether it was; the browser that comes back tells the same.
 */
export async function notifyOwnSite(
  server: Server,
  parameters: Readonly<Record<string, string>>,
): Promise<boolean> {
  const url = ownUrl(server)
  for (let tries = 1; url && tries <= TRIES_MAX; tries += 1) {
    if (tries > 1) await sleep(AGAIN_MS * tries)
    if (await isUnderstood(url, parameters)) return true
  }
  return false
}

async function isUnderstood(url: string, parameters: Readonly<Record<string, string>>) {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams(parameters),
      redirect: 'error',
      signal: AbortSignal.timeout(TRY_MS_MAX),
    })
    return (await answer.text()) === notifyPayment.literal
  } catch {
    return false
  }
}

function ownUrl(server: Server): string | undefined {
  const address = server.address()
  if (address === null || typeof address === 'string') return undefined
  const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }
  const host = everywhere[address.address] ?? address.address
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`
  return origin + urlOf(notifyPayment.path).replace(':provider', 'sandbox')
}
