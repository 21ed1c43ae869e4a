import { Refusal } from '../../contract/refusals.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { type CodeSecrets, isSameHash } from './code-secrets.ts'
import { keepIfRight } from './sql.ts'

/** A picture's code that was read right. It is spent by the SMS that is sent for it. */
export interface RightImageCode {
  readonly id: string
  readonly code_hash: string
}

/**
 * Looks at what somebody read in a picture, once: a wrong one takes the picture away, and of many
 * at once the first decides. A right one stays right, whatever else keeps the SMS from being sent.
 *
 * @throws {Refusal} `image_code_expired`, `image_code_wrong`.
 */
export async function judgeImageCode(
  db: Db,
  clock: Clock,
  secrets: CodeSecrets,
  { id, code }: { readonly id: string; readonly code: string },
): Promise<RightImageCode> {
  const code_hash = secrets.hash('image', id, code.trim().toUpperCase())
  const kept = await keepIfRight(db, id, code_hash)
  if (!kept || kept.expires_at <= clock.now()) throw new Refusal('image_code_expired')
  if (!isSameHash(code_hash, kept.code_hash)) throw new Refusal('image_code_wrong')
  return { id, code_hash }
}
