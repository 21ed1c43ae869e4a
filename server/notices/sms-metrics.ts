import { sql } from 'kysely'
import { Gauge } from 'prom-client'
import type { Metrics } from '../platform/http/metrics.ts'
import type { Db } from '../schema.ts'

/** How far SMS are behind the orders they tell of, from the database: the same on every server. */
export function watchSms(metrics: Metrics, db: Db): void {
  new Gauge({
    name: 'ihome_sms_behind_seconds',
    help: 'Age of the oldest notice whose SMS is owed and not queued yet; 0 where none is',
    registers: [metrics.registry],
    aggregator: 'max',
    async collect() {
      const seconds = await secondsBehind(db).catch(() => Number.NaN)
      this.set(seconds)
    },
  })
}

async function secondsBehind(db: Db): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`
    SELECT greatest(0, extract(epoch FROM now() - created_at))::float8 AS seconds
    FROM notices WHERE sms = 'owed' ORDER BY id LIMIT 1`.execute(db)
  return rows[0]?.seconds ?? 0
}
