import { Gauge } from 'prom-client'
import type { Metrics } from '../platform/http/metrics.ts'
import type { Db } from '../schema.ts'

const STATUSES = ['pending', 'refused'] as const

/** Refunds that are not done, counted in the database: the same on every server. */
export function watchRefunds(metrics: Metrics, db: Db): void {
  new Gauge({
    name: 'ihome_refunds',
    help: 'Refunds that wait to be sent or sent again, and those that only the operator can help',
    labelNames: ['status'],
    registers: [metrics.registry],
    aggregator: 'max',
    async collect() {
      const counts = await countByStatus(db).catch(() => undefined)
      for (const status of STATUSES)
        this.set({ status }, counts ? (counts.get(status) ?? 0) : Number.NaN)
    },
  })
}

async function countByStatus(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('refunds')
    .select(['status', ({ fn }) => fn.countAll<number>().as('count')])
    .where('status', '<>', 'done')
    .groupBy('status')
    .execute()
  return new Map(rows.map(({ status, count }) => [status, count]))
}
