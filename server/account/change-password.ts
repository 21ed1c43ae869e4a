import { Refusal } from '../../contract/refusals.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db } from '../schema.ts'
import { checkNewPassword } from './new-password.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import type { SeenFrom } from './seen-from.ts'
import { findPasswordHash, replacePasswordHash } from './session-sql.ts'
import type { Sessions } from './sessions.ts'

const WINDOW_MS = 600_000
const TRIES_MAX = 5

export interface PasswordChange {
  readonly user_id: number
  readonly old_password: string
  readonly password: string
  /** Compared where it was sent. */
  readonly password2?: string | undefined
  readonly seen: SeenFrom
}

/**
 * Gives somebody who knows their old password a new one. All of their sessions end; returns the
 * token of one that takes the place of theirs.
 *
 * @throws {Refusal} `passwords_differ`; `password_common`; `password_wrong`; `login_locked` after 5
 * wrong tries in 600 s.
 */
export async function changePassword(
  db: Db,
  { sessions, tries }: { readonly sessions: Sessions; readonly tries: CountTries },
  { user_id, old_password, password, password2, seen }: PasswordChange,
): Promise<string> {
  if (password2 !== undefined && password !== password2) throw new Refusal('passwords_differ')
  await checkNewPassword(password)
  const subject = `password:${user_id}`
  if ((await tries.count(subject, WINDOW_MS)) > TRIES_MAX) throw new Refusal('login_locked')
  const before = await findPasswordHash(db, user_id)
  if (!(await checkPassword(before, old_password))) throw new Refusal('password_wrong')
  await tries.forget(subject)
  const after = await hashPassword(password)
  return db.transaction().execute(async (trx) => {
    // Of two changes at once, the second one's old password is not the old one any more.
    const replaced = await replacePasswordHash(trx, { user_id, before, after })
    if (!replaced) throw new Refusal('password_wrong')
    await sessions.closeAll(trx, user_id)
    return sessions.open(trx, user_id, seen)
  })
}
