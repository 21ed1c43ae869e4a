import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { Refusal } from '../../../contract/refusals.ts'
import type { Clock } from '../../platform/database/clock.ts'
import { isDuplicate, isUnavailable } from '../../platform/database/database.ts'
import type { Db } from '../../schema.ts'
import { findUser } from '../profile-sql.ts'
import {
  countPasskeys,
  findPasskeys,
  insertChallenge,
  insertPasskey,
  spendChallenge,
} from './passkey-rows.ts'
import type { RelyingParty } from './relying-party.ts'

const CHALLENGE_MS = 300_000
const PASSKEYS_MAX = 10
/** EdDSA, ES256, RS256: what devices have. The library also asks Node for some that are on trial. */
const ALGORITHMS = [-8, -7, -257]
const SITE_NAME = '爱家租房 ihome'

export const challengeEnd = (clock: Clock): Date => new Date(clock.now().getTime() + CHALLENGE_MS)

/** Loaded with the first key: few processes see one, and the library is large. */
export const loadWebAuthn = () => import('@simplewebauthn/server')

/** What a browser needs to make a key for somebody who is logged in. */
export async function beginPasskey(db: Db, clock: Clock, party: RelyingParty, user_id: number) {
  const { generateRegistrationOptions } = await loadWebAuthn()
  const [user, keys] = await Promise.all([findUser(db, user_id), findPasskeys(db, user_id)])
  const options = await generateRegistrationOptions({
    rpName: SITE_NAME,
    rpID: party.id,
    userName: user.mobile,
    userDisplayName: user.name,
    userID: new TextEncoder().encode(String(user_id)),
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: keys.map(({ credential_id: id, transports }) => ({ id, transports })),
    // The device itself knows whose it is, so that logging in asks for no number.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const { challenge } = options
  await insertChallenge(db, { challenge, user_id, expires_at: challengeEnd(clock) })
  return options
}

/**
 * Keeps a key that a browser has made; returns its id.
 *
 * @throws {Refusal} `passkey_invalid` for one of another site, of a challenge that was answered
 * already, or that is known; `passkeys_full` after 10.
 */
export async function addPasskey(
  db: Db,
  clock: Clock,
  party: RelyingParty,
  {
    user_id,
    name,
    response,
  }: { readonly user_id: number; readonly name: string; readonly response: object },
): Promise<number> {
  const { verifyRegistrationResponse } = await loadWebAuthn()
  const verified = await verifyRegistrationResponse({
    response: response as RegistrationResponseJSON,
    expectedChallenge: (challenge) => spendChallenge(db, { challenge, user_id, now: clock.now() }),
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(asInvalid)
  if (!verified.verified) throw new Refusal('passkey_invalid')
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential
  try {
    return await db.transaction().execute(async (trx) => {
      if ((await countPasskeys(trx, user_id)) >= PASSKEYS_MAX) throw new Refusal('passkeys_full')
      const added = await insertPasskey(trx, {
        credential_id: id,
        user_id,
        public_key: Buffer.from(publicKey).toString('base64url'),
        counter,
        transports: [...transports],
        name,
        created_at: clock.now(),
        used_at: null,
      })
      return added.id
    })
  } catch (error) {
    throw isDuplicate(error) ? new Refusal('passkey_invalid') : error
  }
}

/** The library throws at whatever is not as it must be; a database that is away is no such thing. */
export function asInvalid(error: unknown): never {
  throw isUnavailable(error) ? error : new Refusal('passkey_invalid')
}
