import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { Refusal } from '../../../contract/refusals.ts'
import type { Clock } from '../../platform/database/clock.ts'
import type { CountTries } from '../../platform/limits/tries.ts'
import type { Db } from '../../schema.ts'
import { asInvalid, challengeEnd, loadWebAuthn } from './add-passkey.ts'
import { findPasskey, insertChallenge, spendChallenge, usePasskey } from './passkey-rows.ts'
import type { RelyingParty } from './relying-party.ts'

const WINDOW_MS = 600_000
/** Higher than a person needs, because many may share an address. */
const ADDRESS_TRIES_MAX = 100

/**
 * What a browser needs to look for a key: the same for everybody, as nobody has said who they are.
 *
 * @throws {Refusal} `too_many_requests` past 100 from one address in 10 minutes.
 */
export async function beginLogIn(
  db: Db,
  { clock, tries }: { readonly clock: Clock; readonly tries: CountTries },
  party: RelyingParty,
  address: string,
) {
  if ((await tries.count(`passkey-ip:${address}`, WINDOW_MS)) > ADDRESS_TRIES_MAX)
    throw new Refusal('too_many_requests')
  const { generateAuthenticationOptions } = await loadWebAuthn()
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    userVerification: 'required',
  })
  const { challenge } = options
  await insertChallenge(db, { challenge, user_id: null, expires_at: challengeEnd(clock) })
  return options
}

/**
 * The id of whoever holds the key that signed.
 *
 * @throws {Refusal} `passkey_invalid`: unknown or removed, of another site, of a challenge that was
 * answered already, or a copy that has fallen behind. One answer for all of them.
 */
export async function logInByPasskey(
  db: Db,
  clock: Clock,
  party: RelyingParty,
  response: { readonly id: string },
): Promise<number> {
  const key = await findPasskey(db, response.id)
  if (!key) throw new Refusal('passkey_invalid')
  const { verifyAuthenticationResponse } = await loadWebAuthn()
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: response as AuthenticationResponseJSON,
    expectedChallenge: (challenge) =>
      spendChallenge(db, { challenge, user_id: null, now: clock.now() }),
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: {
      id: key.credential_id,
      publicKey: new Uint8Array(Buffer.from(key.public_key, 'base64url')),
      counter: key.counter,
      transports: key.transports,
    },
  }).catch(asInvalid)
  if (!verified) throw new Refusal('passkey_invalid')
  const use = {
    id: key.id,
    before: key.counter,
    counter: authenticationInfo.newCounter,
    used_at: clock.now(),
  }
  if (!(await db.transaction().execute((trx) => usePasskey(trx, use))))
    throw new Refusal('passkey_invalid')
  return key.user_id
}
