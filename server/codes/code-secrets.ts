import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What `code` is for: a code of one purpose or owner is no other's. */
export type CodePurpose = 'image' | 'sms'

export interface CodeSecrets {
  /** Keyed: whoever reads the table cannot find a six-digit code by trying them all. */
  hash(purpose: CodePurpose, owner: string, code: string): string
  /** For a job's payload: only a server with the secret can open it, and only for its owner. */
  seal(owner: string, code: string): string
  /** @throws {Error} when it was sealed with another secret or for another owner. */
  open(owner: string, sealed: string): string
}

/** Keys of their own, derived from the site's secret. */
export function createCodeSecrets(secret: string): CodeSecrets {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', `ihome ${use}`, 32))
  const hash_key = derive('verify codes: hash')
  const seal_key = derive('verify codes: seal')
  return {
    hash: (purpose, owner, code) =>
      createHmac('sha256', hash_key).update(`${purpose}\n${owner}\n${code}`).digest('base64url'),
    seal(owner, code) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, seal_key, nonce).setAAD(Buffer.from(owner))
      const text = Buffer.concat([cipher.update(code, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')
    },
    open(owner, sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      const tag_end = NONCE_BYTES + TAG_BYTES
      const opener = createDecipheriv(CIPHER, seal_key, bytes.subarray(0, NONCE_BYTES))
      opener.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(NONCE_BYTES, tag_end))
      const text = Buffer.concat([opener.update(bytes.subarray(tag_end)), opener.final()])
      return text.toString('utf8')
    },
  }
}

/** Takes as long whether the first or the last character differs. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
