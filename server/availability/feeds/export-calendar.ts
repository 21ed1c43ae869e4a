import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { addDays, type NightDate } from '../../../rules/night-date.ts'
import type { Clock } from '../../platform/database/clock.ts'
import type { Db } from '../../schema.ts'
import { SHOWN_KIND } from '../held-stays.ts'
import type { ExportedRange } from './write-ical.ts'

const PAST_DAYS = 365
const AHEAD_DAYS = 731
const TOKEN_SHAPE = '^[A-Za-z0-9_-]{32}$'

/** Serves the calendars of houses to other sites, at an address that is the secret itself. */
export function serveCalendars(app: FastifyInstance, db: Db, clock: Clock): void {
  const schema = {
    params: { type: 'object', properties: { token: { type: 'string', pattern: TOKEN_SHAPE } } },
  }
  app.get<{ Params: { token: string } }>('/ical/:token.ics', { schema }, async (request, reply) => {
    const ranges = await findExported(db, clock, request.params.token)
    if (!ranges) return reply.callNotFound()
    const { writeIcal } = await import('./write-ical.ts')
    const text = writeIcal(ranges)
    const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
    reply.headers({ etag, 'cache-control': 'private, no-cache' })
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    return reply.type('text/calendar; charset=utf-8').send(text)
  })
}

interface ExportRow {
  readonly kind: 'order' | 'closed'
  readonly id: number
  readonly first: NightDate
  readonly last: NightDate
  readonly since: Date
}

/** undefined where no house has such an address. Days that came from other sites stay here. */
async function findExported(
  db: Db,
  clock: Clock,
  token: string,
): Promise<ExportedRange[] | undefined> {
  const house = await db
    .selectFrom('calendar_exports')
    .select('house_id')
    .where('token', '=', token)
    .executeTakeFirst()
  if (!house) return undefined
  const [first, last] = [addDays(clock.today(), -PAST_DAYS), addDays(clock.today(), AHEAD_DAYS)]
  const { rows } = await sql<ExportRow>`
    SELECT ${SHOWN_KIND} AS kind, coalesce(held.order_id, held.holder_id) AS id,
      lower(held.nights) AS first, upper(held.nights) - 1 AS last,
      coalesce(orders.created_at, closed_days.at) AS since
    FROM held_nights AS held
    LEFT JOIN orders ON orders.house_id = held.house_id AND orders.id = held.order_id
    LEFT JOIN closed_days ON held.kind = 'closed' AND closed_days.id = held.holder_id
    WHERE held.house_id = ${house.house_id} AND held.kind <> 'import'
      AND held.nights && daterange(${first}::date, ${last}::date, '[]')
    ORDER BY held.nights`.execute(db)
  return rows.map(({ id, ...row }) => ({ ...row, uid: `${row.kind}-${id}@ihome` }))
}
