import { type RawBuilder, sql } from 'kysely'
import type { OrderStatus } from '../../contract/order-terms.ts'
import type { Clock } from '../platform/database/clock.ts'
import { type Deadline, deadlineOf } from './order-states.ts'
import type { Deadlines } from './settings.ts'

/** When an order is due to be moved on by the system; null where never. */
export type DueAt = RawBuilder<Date> | null

/** What a deadline is computed from, as expressions of SQL. */
interface Moment<Part> {
  /** `timestamptz` at which the order enters its status. */
  readonly now: Part
  /** `date`: the site's day at that time. */
  readonly today: Part
  /** `text`: the site's zone. */
  readonly zone: Part
  /** `integer`: how long, in the unit of the setting. */
  readonly length: Part
}

type Tag<Part> = (text: TemplateStringsArray, ...parts: Part[]) => Part

/** The deadline of one order, by its columns `start_date` and `end_date`. */
function expressionOf<Part>(
  tag: Tag<Part>,
  { within, at_latest }: Deadline,
  { now, today, zone, length }: Moment<Part>,
): Part {
  const latest =
    at_latest === 'stay_ends'
      ? tag`(end_date + 1)::timestamp AT TIME ZONE ${zone}`
      : tag`(CASE WHEN start_date > ${today} THEN start_date ELSE start_date + 1 END)::timestamp
          AT TIME ZONE ${zone}`
  if (within === 'accept_hours')
    return tag`LEAST(${now} + ${length} * interval '1 hour', ${latest})`
  if (within === 'pay_minutes')
    return tag`LEAST(${now} + ${length} * interval '1 minute', ${latest})`
  return latest
}

/** When an order that enters a status is due, as an expression over its row. */
export function dueAt(status: OrderStatus, clock: Clock, deadlines: Deadlines): DueAt {
  const deadline = deadlineOf(status)
  if (!deadline) return null
  return expressionOf<RawBuilder<Date>>(sql, deadline, {
    now: sql`${clock.now()}::timestamptz`,
    today: sql`${clock.today()}::date`,
    zone: sql`${clock.zone}::text`,
    length: sql`${deadline.within ? deadlines[deadline.within] : 0}::integer`,
  })
}

/** The same as text, for a statement with parameters of its own. */
export const dueAtSql = (status: OrderStatus, moment: Moment<string>): string => {
  const deadline = deadlineOf(status)
  return deadline ? expressionOf(String.raw, deadline, moment) : 'NULL'
}
