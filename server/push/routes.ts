import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/push.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { Authentication } from '../account/authentication.ts'
import type { Sessions } from '../account/sessions.ts'
import type { Clock } from '../platform/database/clock.ts'
import { languageOf } from '../platform/http/envelope.ts'
import { serveRoute } from '../platform/http/serve-route.ts'
import type { Db } from '../schema.ts'
import type { PushKeys } from './push-keys.ts'
import type { PushSettings } from './settings.ts'
import { dropSubscription, keepSubscription } from './subscriptions.ts'

export interface PushRoutes extends Pick<Authentication, 'authenticate' | 'readToken'> {
  readonly clock: Clock
  readonly sessions: Sessions
  readonly push: PushSettings
  readonly push_keys: () => Promise<PushKeys>
}

export function servePush(app: FastifyInstance, db: Db, room: PushRoutes): void {
  const { authenticate, clock, sessions, readToken, push_keys, push } = room

  serveRoute(app, authenticate, contract.showPushKey, async () => ({
    public_key: (await push_keys()).public_key,
  }))

  serveRoute(app, authenticate, contract.subscribePush, async ({ body, viewer, request }) => {
    const { endpoint, keys } = body
    checkEndpoint(endpoint, push)
    await keepSubscription(db, {
      ...keys,
      endpoint,
      user_id: viewer.user_id,
      token_hash: sessions.hash(readToken(request) ?? ''),
      language: languageOf(request),
      created_at: clock.now(),
    })
    return undefined
  })

  serveRoute(app, authenticate, contract.unsubscribePush, async ({ request }) => {
    await dropSubscription(db, sessions.hash(readToken(request) ?? ''))
    return undefined
  })
}

/** Unsealed http only to a service of one's own. */
function checkEndpoint(endpoint: string, { allowed }: PushSettings): void {
  const url = URL.parse(endpoint)
  const fits = url && (url.protocol === 'https:' || allowed.includes(url.hostname))
  if (!fits || url.username || url.password)
    throw new Refusal('params_invalid', { field: 'endpoint', problem: 'must be a https address' })
}
