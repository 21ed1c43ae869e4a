import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/codes.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { Clock } from '../platform/database/clock.ts'
import { clientAddressOf } from '../platform/http/client-address.ts'
import type { Metrics } from '../platform/http/metrics.ts'
import { type Authenticate, serveRoute } from '../platform/http/serve-route.ts'
import type { JobSender } from '../platform/jobs/job-queue.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db, Tables } from '../schema.ts'
import type { Outbox } from '../sms/outbox.ts'
import { countSmsCodes } from './code-metrics.ts'
import type { CodeSecrets } from './code-secrets.ts'
import { type SmsRequest, sendSmsCode } from './send-sms-code.ts'
import type { CodeSettings } from './settings.ts'
import { showImageCode } from './show-image-code.ts'

export interface CodesRoutes {
  readonly authenticate: Authenticate
  readonly clock: Clock
  readonly tries: CountTries
  readonly jobs: JobSender<Tables>
  readonly secrets: CodeSecrets
  readonly metrics: Metrics
  readonly codes: CodeSettings
  /** Shows the codes of pictures, where it is in use. */
  readonly outbox: Outbox | undefined
}

export function serveCodes(app: FastifyInstance, db: Db, routes: CodesRoutes): void {
  const { authenticate, clock, codes } = routes
  const counted = countSmsCodes(routes.metrics)
  const send = (asked: SmsRequest) =>
    counted(() => sendSmsCode(db, clock, { ...routes, ...codes }, asked))

  serveRoute(app, authenticate, contract.drawImageCode, async ({ params, request }) => ({
    type: 'image/png' as const,
    bytes: await showImageCode(db, clock, routes, {
      id: params.image_code_id,
      address: clientAddressOf(request),
    }),
  }))

  serveRoute(app, authenticate, contract.sendSmsCode, async ({ params, query, request }) => {
    const { image_code, image_code_id } = query
    const { mobile } = params
    const address = clientAddressOf(request)
    await send({
      mobile,
      purpose: 'register',
      user_id: undefined,
      image_code,
      image_code_id,
      address,
    })
    return undefined
  })

  serveRoute(app, authenticate, contract.sendCode, async ({ body, viewer, request }) => {
    // Whose number changes has to be known.
    if (body.purpose === 'mobile' && !viewer) throw new Refusal('session_required')
    const address = clientAddressOf(request)
    await send({ ...body, user_id: viewer?.user_id, address })
    return undefined
  })
}
