import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/codes.ts'
import type { Clock } from '../platform/database/clock.ts'
import { senderOf } from '../platform/http/sender.ts'
import { type Admit, serveRoute } from '../platform/http/serve-route.ts'
import type { JobSender } from '../platform/jobs/job-queue.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db, Tables } from '../schema.ts'
import type { Outbox } from '../sms/outbox.ts'
import type { CodeSecrets } from './code-secrets.ts'
import { sendSmsCode } from './send-sms-code.ts'
import { showImageCode } from './show-image-code.ts'

export interface VerifyCodesRoom {
  readonly admit: Admit
  readonly clock: Clock
  readonly tries: CountTries
  readonly jobs: JobSender<Tables>
  readonly secrets: CodeSecrets
  /** Shows the codes of pictures, where it is in use. */
  readonly outbox: Outbox | undefined
}

export function serveVerifyCodes(app: FastifyInstance, db: Db, room: VerifyCodesRoom): void {
  const { admit, clock } = room

  serveRoute(app, admit, contract.drawImageCode, async ({ params, request }) => ({
    type: 'image/png' as const,
    bytes: await showImageCode(db, clock, room, {
      id: params.image_code_id,
      address: senderOf(request),
    }),
  }))

  serveRoute(app, admit, contract.sendSmsCode, async ({ params, query, request }) => {
    const { image_code, image_code_id } = query
    const { mobile } = params
    const address = senderOf(request)
    await sendSmsCode(db, clock, room, { mobile, image_code, image_code_id, address })
    return undefined
  })
}
