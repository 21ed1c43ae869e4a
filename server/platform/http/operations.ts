import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { Metrics } from './metrics.ts'

/** What those who run a site look at: alive, ready for requests, and how it goes. */
export function serveOperations<Tables>(
  app: FastifyInstance,
  database: Database<Tables>,
  metrics: Metrics,
): void {
  for (const state of ['in_use', 'idle', 'waiting'] as const)
    metrics.watch(
      `ihome_database_pool_${state}`,
      state === 'waiting' ? 'Requests waiting for a connection' : `Connections ${state}`,
      () => database.pool()[state],
    )

  app.get('/healthz', async () => ({ status: 'ok' }))

  app.get('/readyz', async (request, reply) => {
    try {
      await sql`SELECT 1`.execute(database.kysely)
      return { status: 'ready' }
    } catch (error) {
      request.log.warn({ err: error }, 'not ready')
      return reply.code(503).header('retry-after', '1').send({ status: 'no database' })
    }
  })

  app.get('/metrics', async (_request, reply) => {
    reply.type(metrics.registry.contentType)
    return metrics.read()
  })
}
