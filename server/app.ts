import { join } from 'node:path'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { openApiOf } from '../contract/openapi.ts'
import { API_PREFIX } from '../contract/route.ts'
import { ROUTES } from '../contract/routes.ts'
import { createDoor } from './account/admit.ts'
import { serveUsers } from './account/profile-routes.ts'
import { servePassport } from './account/session-routes.ts'
import { createSessions } from './account/sessions.ts'
import { serveAvailability } from './availability/routes.ts'
import { createCodeSecrets } from './codes/code-secrets.ts'
import { DELIVER_SMS_CODE } from './codes/deliver-sms-code.ts'
import { serveVerifyCodes } from './codes/routes.ts'
import { refreshPagesOf } from './houses/refresh-pages.ts'
import { serveHouses } from './houses/routes.ts'
import { createShowHouse } from './houses/show-house.ts'
import { DELIVER_NOTICE_SMS } from './notices/deliver-sms.ts'
import { serveNotices } from './notices/routes.ts'
import { createBookingQueue, type PlaceBatch } from './orders/booking-queue.ts'
import { createOrderMetrics } from './orders/order-metrics.ts'
import { placeBatchWithin } from './orders/place-batch.ts'
import { serveOrders } from './orders/routes.ts'
import { servePages } from './pages/serve-pages.ts'
import { chooseProvider } from './payments/choose-provider.ts'
import { createPaymentMetrics } from './payments/payment-metrics.ts'
import { serveCashier } from './payments/providers/sandbox-cashier.ts'
import { watchRefunds } from './payments/refund-metrics.ts'
import { refundOrder } from './payments/request-refund.ts'
import { servePayments } from './payments/routes.ts'
import { serveHouseImages } from './pictures/routes.ts'
import type { Clock } from './platform/database/clock.ts'
import { uniqueNameOf } from './platform/database/database-name.ts'
import { readFromPrimary, readFromReplica } from './platform/database/replica.ts'
import { type Bucket, openFiles } from './platform/files/files.ts'
import { createPictures } from './platform/files/pictures.ts'
import { compressAnswers } from './platform/http/compress.ts'
import { serveDocuments } from './platform/http/documents.ts'
import { acceptForms } from './platform/http/form.ts'
import { createLifecycle, type Lifecycle } from './platform/http/lifecycle.ts'
import { createMetrics } from './platform/http/metrics.ts'
import { serveOperations } from './platform/http/operations.ts'
import { markOwnWrites } from './platform/http/own-writes.ts'
import { limitRates } from './platform/http/rate-limit.ts'
import { serveFiles } from './platform/http/serve-files.ts'
import { createHttpServer, refuseOtherMethods } from './platform/http/server.ts'
import { watchDeadJobs } from './platform/jobs/job-metrics.ts'
import { createJobSender } from './platform/jobs/job-queue.ts'
import { countInDatabase } from './platform/limits/count-in-database.ts'
import { countInRedis } from './platform/limits/count-in-redis.ts'
import type { SharedRedis } from './platform/redis/redis.ts'
import type { Database } from './schema.ts'
import { serveSearch } from './search/routes.ts'
import type { PaymentSettings } from './settings/payments.ts'
import type { Deadlines, SmsSettings } from './settings.ts'
import { createOutbox } from './sms/outbox.ts'
import { serveOutbox } from './sms/outbox-page.ts'
import { VERSION } from './version.ts'

export interface AppDeps {
  readonly database: Database
  /** Follows the database; answers what may be a moment old. */
  readonly replica?: Database | undefined
  readonly clock: Clock
  readonly log: FastifyBaseLogger
  readonly deadlines: Deadlines
  readonly session_secret: string
  readonly data_dir: string
  readonly trust_proxy: boolean | number | string
  readonly public_url: URL | undefined
  readonly sms: SmsSettings
  readonly payments: PaymentSettings
  /** Where files are kept; absent: in the data directory. */
  readonly bucket?: Bucket | undefined
  /** Shared with the other servers; nothing that it holds is needed. */
  readonly redis?: SharedRedis | undefined
  /** Requests to the API in a minute from one address; 0 or absent: without a limit. */
  readonly rate_limit?: number
  /** How a batch of bookings is decided; the races take the guard away to see what it is worth. */
  readonly place?: PlaceBatch
}

/** The whole server but its port; tests build the same one. */
export async function buildApp(deps: AppDeps): Promise<{
  app: FastifyInstance
  lifecycle: Lifecycle
}> {
  const { database, clock, log, trust_proxy, public_url } = deps
  const db = database.kysely
  const shared = deps.redis && { redis: deps.redis, database_name: await uniqueNameOf(db) }
  const in_database = countInDatabase(database.run, clock)
  const tries = deps.redis ? countInRedis(deps.redis, in_database) : in_database
  const reads = deps.replica
    ? readFromReplica(database, deps.replica, (error) =>
        log.warn({ err: error }, 'the replica failed; the primary answers'),
      )
    : readFromPrimary(database)
  const lifecycle = createLifecycle()
  const metrics = createMetrics()
  const order_metrics = createOrderMetrics(metrics)
  const sessions = createSessions(database, clock, deps.session_secret)
  const door = createDoor(sessions, public_url)
  const place = deps.place ?? placeBatchWithin(deps.deadlines)
  const queue = createBookingQueue(database, clock, order_metrics, place)

  const pictures = createPictures()
  const files = await openFiles(
    { folder: join(deps.data_dir, 'files'), bucket: deps.bucket },
    (error, name) => log.error({ err: error, name }, 'a file could not be kept, read or removed'),
  )

  const app = createHttpServer({
    log,
    metrics,
    lifecycle,
    trust_proxy,
    public_url,
    answerMissingPage: (request, reply) => pages.answerMissing(request, reply),
  })
  await compressAnswers(app)
  if (deps.rate_limit) await limitRates(app, deps.rate_limit, deps.redis)
  await acceptForms(app)
  const secrets = createCodeSecrets(deps.session_secret)
  const jobs = createJobSender(database, [DELIVER_SMS_CODE], (error) =>
    log.warn({ err: error }, 'the job queue has trouble'),
  )
  app.addHook('onClose', () => jobs.close())
  watchDeadJobs(metrics, database, [DELIVER_SMS_CODE, DELIVER_NOTICE_SMS])
  const outbox = deps.sms.provider === 'outbox' ? createOutbox(db, clock) : undefined
  if (outbox) serveOutbox(app, outbox)
  serveVerifyCodes(app, db, { admit: door.admit, clock, tries, jobs, secrets, outbox })
  servePassport(app, db, { clock, door, sessions, tries, secrets })
  const showHouse = createShowHouse(database, clock, shared)
  markOwnWrites(app, reads)
  serveHouses(app, db, { admit: door.admit, clock, reads, showHouse })
  serveAvailability(app, db, { admit: door.admit, clock })
  serveSearch(app, { admit: door.admit, clock, reads })
  serveHouseImages(app, db, { admit: door.admit, files, pictures })
  const face = { files, pictures, onFaceChanged: refreshPagesOf }
  serveUsers(app, db, { ...face, admit: door.admit, clock })
  const provider = await chooseProvider(deps.payments, deps.session_secret)
  serveOrders(app, db, {
    admit: door.admit,
    clock,
    deadlines: deps.deadlines,
    refund: refundOrder,
    queue,
    metrics: order_metrics,
  })
  serveNotices(app, db, { admit: door.admit, clock, sessions, lifecycle, metrics })
  if (provider.name === 'sandbox') serveCashier(app, db, clock, provider)
  const payment_metrics = createPaymentMetrics(metrics)
  watchRefunds(metrics, db)
  servePayments(app, db, { admit: door.admit, clock, provider, metrics: payment_metrics })
  refuseOtherMethods(app, ROUTES)

  serveOperations(app, database, metrics)
  await serveDocuments(app, openApiOf(ROUTES, VERSION), {
    json_url: `${API_PREFIX}/openapi.json`,
    page_url: '/docs',
  })
  await serveFiles(app, files)
  const pages = await servePages(app, {
    zone: clock.zone,
    deadlines: deps.deadlines,
    public_url,
    shows_outbox: deps.sms.provider === 'outbox',
    pictures_origin: deps.bucket?.public_url && new URL(deps.bucket.public_url).origin,
  })
  return { app, lifecycle }
}
