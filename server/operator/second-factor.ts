import { createHmac, randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { Refusal } from '../../contract/refusals.ts'
import type { Clock } from '../platform/database/clock.ts'
import { createSealer, deriveKey } from '../platform/secrets/sealer.ts'
import type { Trx } from '../schema.ts'
import {
  beginFactor,
  confirmFactor,
  insertRecoveryCodes,
  lockFactor,
  spendRecoveryCode,
  takeStep,
} from './operator-rows.ts'

const ISSUER = 'ihome'
const PERIOD_S = 30
/** A clock may be half a minute off, to either side. */
const STEPS_OFF_MAX = 1
const RECOVERY_CODES = 10
/** Without those that look alike. */
const RECOVERY_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const RECOVERY_HALF = 5

export interface Begun {
  readonly secret: string
  readonly uri: string
}

/** What an operator shows beside the password: codes of an app (RFC 6238), or recovery codes. */
export interface SecondFactor {
  /** @throws {Refusal} `second_factor_exists` where one was confirmed. */
  begin(trx: Trx, person: { readonly user_id: number; readonly label: string }): Promise<Begun>
  /**
   * Makes the factor that was begun the operator's, and returns the recovery codes.
   *
   * @throws {Refusal} `second_factor_missing`, `second_factor_exists`, `second_factor_wrong`.
   */
  confirm(trx: Trx, user_id: number, code: string): Promise<readonly string[]>
  /**
   * Spends a code of the app, or a recovery code.
   *
   * @throws {Refusal} `second_factor_missing` where none was confirmed, `second_factor_wrong`.
   */
  check(trx: Trx, user_id: number, code: string): Promise<'code' | 'recovery_code'>
}

export function createSecondFactor(clock: Clock, secret: string): SecondFactor {
  const sealer = createSealer(secret, 'second factors: seal')
  const key = deriveKey(secret, 'second factors: recovery codes')
  const hash = (user_id: number, code: string) =>
    createHmac('sha256', key).update(`${user_id}\n${code}`).digest('base64url')

  /** Takes the code of a step that is newer than any that was taken. */
  const spend = async (trx: Trx, factor: Factor, code: string): Promise<boolean> => {
    const { user_id, secret_sealed, last_step } = factor
    const totp = totpOf(sealer.open(`${user_id}`, secret_sealed))
    const timestamp = clock.now().getTime()
    const off = totp.validate({ token: code, window: STEPS_OFF_MAX, timestamp })
    if (off === null) return false
    const step = Math.floor(timestamp / 1_000 / PERIOD_S) + off
    if (step <= last_step) return false
    await takeStep(trx, user_id, step)
    return true
  }

  return {
    async begin(trx, { user_id, label }) {
      const base32 = new Secret({ size: 20 }).base32
      const secret_sealed = sealer.seal(`${user_id}`, base32)
      if (!(await beginFactor(trx, { user_id, secret_sealed })))
        throw new Refusal('second_factor_exists')
      return { secret: base32, uri: totpOf(base32, label).toString() }
    },
    async confirm(trx, user_id, code) {
      const factor = await lockFactor(trx, user_id)
      if (!factor) throw new Refusal('second_factor_missing')
      if (factor.confirmed_at) throw new Refusal('second_factor_exists')
      if (!(await spend(trx, factor, withoutSpace(code)))) throw new Refusal('second_factor_wrong')
      await confirmFactor(trx, user_id, clock.now())
      const codes = Array.from({ length: RECOVERY_CODES }, drawRecoveryCode)
      const hashes = codes.map((one) => hash(user_id, one))
      await insertRecoveryCodes(trx, user_id, hashes)
      return codes
    },
    async check(trx, user_id, typed) {
      const code = withoutSpace(typed).toLowerCase()
      const factor = await lockFactor(trx, user_id)
      if (!factor?.confirmed_at) throw new Refusal('second_factor_missing')
      if (await spend(trx, factor, code)) return 'code'
      if (await spendRecoveryCode(trx, user_id, hash(user_id, code))) return 'recovery_code'
      throw new Refusal('second_factor_wrong')
    },
  }
}

interface Factor {
  readonly user_id: number
  readonly secret_sealed: string
  readonly last_step: number
}

const totpOf = (base32: string, label = '') =>
  new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(base32), period: PERIOD_S })

const withoutSpace = (code: string): string => code.replaceAll(/\s/g, '')

function drawRecoveryCode(): string {
  const draw = () => RECOVERY_LETTERS[randomInt(RECOVERY_LETTERS.length)]
  const half = () => Array.from({ length: RECOVERY_HALF }, draw).join('')
  return `${half()}-${half()}`
}
