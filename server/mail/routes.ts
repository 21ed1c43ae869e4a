import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/mail.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { CodeSecrets } from '../codes/code-secrets.ts'
import type { Clock } from '../platform/database/clock.ts'
import { languageOf } from '../platform/http/envelope.ts'
import { type Authenticate, serveRoute } from '../platform/http/serve-route.ts'
import type { JobSender } from '../platform/jobs/job-queue.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db, Tables } from '../schema.ts'
import { deleteAddress, findAddress, setUnsubscribed } from './address-rows.ts'
import { confirmAddress, setAddress } from './set-address.ts'
import { type MailSettings, sendsMail } from './settings.ts'
import { createUnsubscribeLinks } from './unsubscribe-link.ts'

export interface MailRoutes {
  readonly authenticate: Authenticate
  readonly clock: Clock
  readonly tries: CountTries
  readonly jobs: JobSender<Tables>
  readonly secrets: CodeSecrets
  readonly session_secret: string
  readonly mail: MailSettings
}

export function serveMail(app: FastifyInstance, db: Db, routes: MailRoutes): void {
  const { authenticate, clock, mail } = routes
  const links = createUnsubscribeLinks(routes.session_secret, mail.base_url)

  serveRoute(app, authenticate, contract.showMail, async ({ viewer }) => {
    const row = await findAddress(db, viewer.user_id)
    const waits = row?.pending && row.pending_until && row.pending_until > clock.now()
    return {
      available: sendsMail(mail),
      subscribed: !row?.unsubscribed_at,
      refused: Boolean(row?.refused_at),
      ...(row?.address && { address: row.address }),
      ...(waits && row.pending && { pending: row.pending }),
    }
  })

  serveRoute(app, authenticate, contract.setMail, async ({ viewer, body, request }) => {
    if (!sendsMail(mail)) throw new Refusal('mail_off')
    const language = languageOf(request)
    await setAddress(routes, { ...viewer, address: body.address, language })
    return undefined
  })

  serveRoute(app, authenticate, contract.removeMail, async ({ viewer }) => {
    await deleteAddress(db, viewer.user_id)
    return undefined
  })

  serveRoute(app, authenticate, contract.subscribe, async ({ viewer, body }) => {
    await setUnsubscribed(db, viewer.user_id, body.subscribed ? null : clock.now())
    return undefined
  })

  serveRoute(app, authenticate, contract.confirmMail, async ({ body }) => {
    await confirmAddress(db, clock, body.token)
    return undefined
  })

  serveRoute(app, authenticate, contract.unsubscribe, async ({ query }) => {
    const user_id = links.read(query.token)
    if (user_id === undefined) throw new Refusal('mail_link_expired')
    await setUnsubscribed(db, user_id, clock.now())
    return undefined
  })
}
