import { Refusal } from '../../contract/refusals.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db } from '../schema.ts'
import { checkPassword } from './passwords.ts'
import { findUserByMobile } from './session-sql.ts'

const WINDOW_MS = 600_000
/** Of a mobile number, or of one device that its owner has logged in from. */
const TRIES_MAX = 5
/** Higher, because many people may share an address. */
const ADDRESS_TRIES_MAX = 50

export interface Attempt {
  readonly mobile: string
  readonly password: string
  readonly address: string
  /** Where somebody with this mobile number has logged in before; absent: a stranger's. */
  readonly device: string | undefined
}

/** Whose tries these are counted with: those of a known device are no stranger's. */
export const subjectOf = ({ mobile, device }: Pick<Attempt, 'mobile' | 'device'>): string =>
  device ? `login-device:${device}` : `login:${mobile}`

/**
 * The id of the user whose mobile number and password these are.
 *
 * @throws {Refusal} `login_wrong`; `login_locked` after 5 wrong tries in 600 s from a known device;
 * from elsewhere after 5 for the mobile number, or 50 from one address, right or wrong.
 */
export async function logIn(db: Db, tries: CountTries, attempt: Attempt): Promise<number> {
  const { mobile, password, device } = attempt
  const subject = subjectOf(attempt)
  // Counted before the password is looked at, so that many at once are counted too. An address that
  // is refused counts for nobody's number: it could lock out whom it likes.
  const takeBack = device ? undefined : await countStranger(tries, attempt.address)
  if ((await tries.count(subject, WINDOW_MS)) > TRIES_MAX) throw new Refusal('login_locked')
  const user = await findUserByMobile(db, mobile)
  const right = await checkPassword(user?.password_hash, password)
  if (!user || !right) throw new Refusal('login_wrong')
  await tries.forget(subject)
  await takeBack?.()
  return user.id
}

/**
 * Counts one try from an address, before what was sent is looked at; returns what takes it back. No
 * more than this one: whoever guesses at others' secrets may have an account of their own.
 *
 * @throws {Refusal} `login_locked` after 50 in 600 s.
 */
export async function countStranger(
  tries: CountTries,
  address: string,
): Promise<() => Promise<void>> {
  const subject = `login-ip:${address}`
  if ((await tries.count(subject, WINDOW_MS)) > ADDRESS_TRIES_MAX) throw new Refusal('login_locked')
  return () => tries.takeBack(subject)
}
