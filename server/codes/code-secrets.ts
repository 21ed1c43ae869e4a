import { createHmac, timingSafeEqual } from 'node:crypto'
import type { SmsCodePurpose } from '../../contract/codes.ts'
import { createSealer, deriveKey, type Sealer } from '../platform/secrets/sealer.ts'

/**
 * What `code` is for: a code of one purpose or owner is no other's. `sms` is the one of registering,
 * which servers of before know alone.
 */
export type CodePurpose = 'image' | 'sms' | `sms-${Exclude<SmsCodePurpose, 'register'>}`

export const purposeOfSms = (purpose: SmsCodePurpose): CodePurpose =>
  purpose === 'register' ? 'sms' : `sms-${purpose}`

export interface CodeSecrets extends Sealer {
  /** Keyed: whoever reads the table cannot find a six-digit code by trying them all. */
  hash(purpose: CodePurpose, owner: string, code: string): string
}

/** Keys of their own, derived from the site's secret. What jobs carry is sealed. */
export function createCodeSecrets(secret: string): CodeSecrets {
  const hash_key = deriveKey(secret, 'verify codes: hash')
  return {
    ...createSealer(secret, 'verify codes: seal'),
    hash: (purpose, owner, code) =>
      createHmac('sha256', hash_key).update(`${purpose}\n${owner}\n${code}`).digest('base64url'),
  }
}

/** Takes as long whether the first or the last character differs. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
