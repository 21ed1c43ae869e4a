import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { isSameHash } from '../codes/code-secrets.ts'

const NONCE_BYTES = 16
const SIGNED = /^([\w-]{22})\.([\w-]{43})$/

/**
 * Devices that somebody has logged in from, told by a signed cookie: whoever else tries at their
 * password is a stranger, and locks out strangers alone (OWASP: device cookies).
 */
export interface Devices {
  /** What a device is given with a log-in. */
  issue(mobile: string): string
  /** The device's own name, where one of these is of a log-in with this mobile number. */
  recognize(cookies: readonly string[], mobile: string): string | undefined
}

export function createDevices(secret: string): Devices {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'ihome device cookies', 32))
  const sign = (mobile: string, nonce: string) =>
    createHmac('sha256', key).update(`${mobile}\n${nonce}`).digest('base64url')
  return {
    issue(mobile) {
      const nonce = randomBytes(NONCE_BYTES).toString('base64url')
      return `${nonce}.${sign(mobile, nonce)}`
    },
    recognize(cookies, mobile) {
      for (const cookie of cookies) {
        const [, nonce, signature] = SIGNED.exec(cookie) ?? []
        if (nonce && signature && isSameHash(signature, sign(mobile, nonce))) return nonce
      }
      return undefined
    },
  }
}
