import type { FastifyInstance } from 'fastify'
import { API_PREFIX } from '../contract/route.ts'
import { ROUTES } from '../contract/routes.ts'
import { jobHandlersOf, openFilesOf } from './jobs.ts'
import { uniqueNameOf } from './platform/database/database-name.ts'
import { readFromPrimary, readFromReplica } from './platform/database/replica.ts'
import type { Bucket } from './platform/files/files.ts'
import { createPictures } from './platform/files/pictures.ts'
import { compressAnswers } from './platform/http/compress.ts'
import type { ConnectionBounds } from './platform/http/connections.ts'
import { serveDocuments } from './platform/http/documents.ts'
import { acceptForms } from './platform/http/form.ts'
import { insistOnHttps } from './platform/http/https.ts'
import { createLifecycle, type Lifecycle } from './platform/http/lifecycle.ts'
import { createMetrics } from './platform/http/metrics.ts'
import { serveOperations } from './platform/http/operations.ts'
import { limitRates } from './platform/http/rate-limit.ts'
import { trackWrites } from './platform/http/read-your-writes.ts'
import { serveFiles } from './platform/http/serve-files.ts'
import { createHttpServer, refuseOtherMethods } from './platform/http/server.ts'
import type { TrustProxy } from './platform/http/trusted-proxies.ts'
import { watchDeadJobs } from './platform/jobs/job-metrics.ts'
import { createJobSender, type JobKind } from './platform/jobs/job-queue.ts'
import { countInDatabase } from './platform/limits/count-in-database.ts'
import { countInRedis } from './platform/limits/count-in-redis.ts'
import type { SharedRedis } from './platform/redis/redis.ts'
import type { Platform } from './room.ts'
import { type JobContext, type Overrides, provideAll, ROOMS } from './rooms.ts'
import type { Database } from './schema.ts'
import { VERSION } from './version.ts'

export interface AppDeps extends JobContext, Overrides, ConnectionBounds {
  /** Follows the database; answers what may be a moment old. */
  readonly replica?: Database | undefined
  readonly data_dir: string
  readonly trust_proxy: TrustProxy
  readonly public_url: URL | undefined
  /** Where files are kept; absent: in the data directory. */
  readonly bucket?: Bucket | undefined
  /** Shared with the other servers; nothing that it holds is needed. */
  readonly redis?: SharedRedis | undefined
  /** Requests to the API in a minute from one address; 0 or absent: without a limit. */
  readonly rate_limit?: number
}

/** The whole server but its port; tests build the same one. */
export async function buildApp(deps: AppDeps): Promise<{
  app: FastifyInstance
  lifecycle: Lifecycle
}> {
  const kinds = jobHandlersOf(deps).map(({ kind }) => kind)
  const platform = await openPlatform(deps, kinds)
  const { database, lifecycle, metrics } = platform
  const site = await provideAll({ ...deps, ...platform })

  const answerMissingPage = site.pages.answerMissing
  const app = createHttpServer({ ...deps, metrics, lifecycle, answerMissingPage })
  app.addHook('onClose', () => platform.jobs.close())
  insistOnHttps(app, deps.public_url)
  await compressAnswers(app)
  if (deps.rate_limit) await limitRates(app, deps.rate_limit, deps.redis)
  await acceptForms(app)
  trackWrites(app, platform.reads)
  // The site's time, which browsers go by: a device's own clock may be off.
  app.addHook(
    'onRequest',
    async (_, reply) => void reply.header('date', deps.clock.now().toUTCString()),
  )
  for (const room of ROOMS) {
    await room.serve?.(app, site)
    room.watch?.(metrics, database)
  }
  refuseOtherMethods(app, ROUTES)
  watchDeadJobs(metrics, database, kinds)
  serveOperations(app, database, metrics)
  serveDocuments(app, describeApi, { json_url: `${API_PREFIX}/openapi.json`, page_url: '/docs' })
  await serveFiles(app, platform.files)
  return { app, lifecycle }
}

async function describeApi() {
  const { openApiOf } = await import('../contract/openapi.ts')
  return openApiOf(ROUTES, VERSION)
}

/** What no room owns and all of them work with. */
async function openPlatform(deps: AppDeps, kinds: readonly JobKind[]): Promise<Platform> {
  const { database, replica, redis, clock, log } = deps
  const in_database = countInDatabase(database.run, clock)
  return {
    ...deps,
    shared: redis && { redis, database_name: await uniqueNameOf(database.kysely) },
    tries: redis ? countInRedis(redis, in_database) : in_database,
    reads: replica
      ? readFromReplica(database, replica, (error) =>
          log.warn({ err: error }, 'the replica failed; the primary answers'),
        )
      : readFromPrimary(database),
    jobs: createJobSender(database, kinds, (error) =>
      log.warn({ err: error }, 'the job queue has trouble'),
    ),
    files: await openFilesOf(deps),
    pictures: createPictures(),
    lifecycle: createLifecycle(),
    metrics: createMetrics(),
  }
}
