import { sql } from 'kysely'
import { Gauge } from 'prom-client'
import type { Database } from '../database/database.ts'
import type { Metrics } from '../http/metrics.ts'
import { deadLettersOf, JOBS_SCHEMA, type JobKind } from './job-queue.ts'

/** Jobs that were given up, counted in the database: the same on every server. */
export function watchDeadJobs<Tables>(
  metrics: Metrics,
  database: Database<Tables>,
  kinds: readonly JobKind[],
): void {
  new Gauge({
    name: 'ihome_dead_jobs',
    help: 'Jobs that failed too often and are kept as dead letters, by kind',
    labelNames: ['job'],
    registers: [metrics.registry],
    aggregator: 'max',
    async collect() {
      const counts = await countByQueue(database).catch(() => undefined)
      for (const kind of kinds)
        this.set({ job: kind.name }, counts ? (counts.get(deadLettersOf(kind)) ?? 0) : Number.NaN)
    },
  })
}

async function countByQueue<Tables>({ kysely }: Database<Tables>): Promise<Map<string, number>> {
  const jobs = sql.table(`${JOBS_SCHEMA}.job`)
  const made = await sql<{ job: string | null }>`
    SELECT to_regclass(${`${JOBS_SCHEMA}.job`})::text AS job`.execute(kysely)
  if (!made.rows[0]?.job) return new Map()
  const { rows } = await sql<{ name: string; count: number }>`
    SELECT name, count(*) AS count FROM ${jobs}
    WHERE name LIKE '%-dead' AND state < 'completed' GROUP BY name`.execute(kysely)
  return new Map(rows.map(({ name, count }) => [name, count]))
}
