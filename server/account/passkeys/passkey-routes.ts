import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as contract from '../../../contract/passkeys.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { toId } from '../../../contract/values.ts'
import type { Clock } from '../../platform/database/clock.ts'
import { clientAddressOf } from '../../platform/http/client-address.ts'
import { type Authenticate, serveRoute } from '../../platform/http/serve-route.ts'
import type { CountTries } from '../../platform/limits/tries.ts'
import type { Db } from '../../schema.ts'
import { findUser } from '../profile-sql.ts'
import type { SessionStart } from '../start-session.ts'
import { readTypedName } from '../typed-name.ts'
import { addPasskey, beginPasskey } from './add-passkey.ts'
import { beginLogIn, logInByPasskey } from './log-in-by-passkey.ts'
import { deletePasskey, findPasskeys, renamePasskey } from './passkey-rows.ts'
import { relyingPartyOf } from './relying-party.ts'

export interface PasskeyRoutes extends Pick<SessionStart, 'startSession'> {
  readonly authenticate: Authenticate
  readonly clock: Clock
  readonly tries: CountTries
  readonly public_url: URL | undefined
}

export function servePasskeys(app: FastifyInstance, db: Db, routes: PasskeyRoutes): void {
  const { authenticate, clock } = routes
  const partyOf = (request: FastifyRequest) => relyingPartyOf(request, routes.public_url)

  serveRoute(app, authenticate, contract.listPasskeys, async ({ viewer }) => ({
    passkeys: (await findPasskeys(db, viewer.user_id)).map((key) => ({
      passkey_id: key.id,
      name: key.name,
      ctime: clock.format(key.created_at),
      ...(key.used_at && { used: clock.format(key.used_at) }),
    })),
  }))

  serveRoute(app, authenticate, contract.beginPasskey, async ({ viewer, request }) => ({
    options: await beginPasskey(db, clock, partyOf(request), viewer.user_id),
  }))

  serveRoute(app, authenticate, contract.addPasskey, async ({ viewer, body, request }) => {
    const { response } = body
    const wanted = { ...viewer, name: readName(body.name), response }
    return { passkey_id: await addPasskey(db, clock, partyOf(request), wanted) }
  })

  serveRoute(app, authenticate, contract.renamePasskey, async ({ viewer, params, body }) => {
    const name = readName(body.name)
    if (!(await renamePasskey(db, viewer.user_id, toId(params.id), name)))
      throw new Refusal('passkey_missing')
    return undefined
  })

  serveRoute(app, authenticate, contract.removePasskey, async ({ viewer, params }) => {
    if (!(await deletePasskey(db, viewer.user_id, toId(params.id))))
      throw new Refusal('passkey_missing')
    return undefined
  })

  serveRoute(app, authenticate, contract.beginPasskeyLogIn, async ({ request }) => ({
    options: await beginLogIn(db, routes, partyOf(request), clientAddressOf(request)),
  }))

  serveRoute(app, authenticate, contract.logInByPasskey, async ({ body, request, reply }) => {
    const user_id = await logInByPasskey(db, clock, partyOf(request), body.response)
    const { mobile } = await findUser(db, user_id)
    await routes.startSession({ request, reply }, { user_id, mobile })
    return undefined
  })
}

function readName(typed: string): string {
  const name = readTypedName(typed)
  if (name !== undefined) return name
  throw new Refusal('params_invalid', { field: 'name', problem: 'not readable' })
}
