import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

/** A key of its own for each use, derived from the site's secret. */
export const deriveKey = (secret: string, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `ihome ${use}`, KEY_BYTES))

/** Keeps texts such that only a server with the secret can read them, and only for their owner. */
export interface Sealer {
  seal(owner: string, text: string): string
  /** @throws {Error} when it was sealed with another secret or for another owner. */
  open(owner: string, sealed: string): string
}

export function createSealer(secret: string, use: string): Sealer {
  const key = deriveKey(secret, use)
  return {
    seal(owner, text) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner))
      const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), bytes]).toString('base64url')
    },
    open(owner, sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      const tag_end = NONCE_BYTES + TAG_BYTES
      const opener = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES))
      opener.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(NONCE_BYTES, tag_end))
      const text = Buffer.concat([opener.update(bytes.subarray(tag_end)), opener.final()])
      return text.toString('utf8')
    },
  }
}
