import { createHmac, hkdfSync } from 'node:crypto'
import { isSameHash } from '../codes/code-secrets.ts'

const TOKEN = /^(\d{1,15})\.([\w-]{43})$/

/** Links that end somebody's mail without a log-in: only this site can make them. */
export interface UnsubscribeLinks {
  urlFor(user_id: number): string
  /** Whose link it is; undefined for one that this site did not make. */
  read(token: string): number | undefined
}

export function createUnsubscribeLinks(secret: string, base_url: string): UnsubscribeLinks {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'ihome mail: unsubscribe', 32))
  const sign = (user_id: number) =>
    createHmac('sha256', key).update(String(user_id)).digest('base64url')
  return {
    urlFor: (user_id) => `${base_url}/mail/unsubscribe?token=${user_id}.${sign(user_id)}`,
    read(token) {
      const [, digits, signature] = TOKEN.exec(token) ?? []
      const user_id = Number(digits)
      return signature && isSameHash(signature, sign(user_id)) ? user_id : undefined
    },
  }
}
