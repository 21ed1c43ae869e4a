import { sql } from 'kysely'
import type { Check } from '../platform/database/checks.ts'
import type { Verification } from '../room.ts'

/** Counted anew from the reviews themselves. */
const COUNTED = sql`
  SELECT house_id, coalesce(sum(stars), 0) AS sum, count(stars) AS count FROM reviews
  WHERE hidden_at IS NULL GROUP BY house_id`

const CHECKS: readonly Check[] = [
  {
    finds: 'houses whose stars are not those of their reviews',
    query: sql`
      SELECT format('house %s: %s stars in %s reviews, kept as %s in %s', houses.id,
        coalesce(sum, 0), coalesce(count, 0), rating_sum, rating_count) AS line
      FROM houses LEFT JOIN (${COUNTED}) AS counted ON counted.house_id = houses.id
      WHERE rating_sum <> coalesce(sum, 0) OR rating_count <> coalesce(count, 0)`,
  },
  {
    finds: 'houses whose average is not that of their stars',
    query: sql`
      SELECT format('house %s: %s tenths for %s stars in %s reviews', id, rating_tenths,
        rating_sum, rating_count) AS line
      FROM houses WHERE rating_tenths <> CASE WHEN rating_count = 0 THEN 0
        ELSE floor(rating_sum * 10.0 / rating_count + 0.5) END`,
  },
  {
    finds: 'stars or replies to what no guest has written',
    query: sql`
      SELECT format('order %s (%s) of house %s', o.id, o.status, o.house_id) AS line
      FROM reviews AS r JOIN orders AS o ON o.house_id = r.house_id AND o.id = r.order_id
      WHERE o.commented_at IS NULL`,
  },
  {
    finds: 'ratings of guests by others than the order tells, or before the stay was over',
    query: sql`
      SELECT format('order %s (%s) of house %s', o.id, o.status, o.house_id) AS line
      FROM guest_ratings AS g JOIN orders AS o ON o.house_id = g.house_id AND o.id = g.order_id
      WHERE o.guest_id <> g.guest_id OR o.status NOT IN ('WAIT_COMMENT', 'COMPLETE')`,
  },
]

/** That averages are those of the reviews that are shown, and each review has its stay. */
export const REVIEWS: Verification = {
  subject: 'reviews',
  checks: CHECKS,
  describe: async ({ kysely }) => {
    const { rows } = await sql<{ line: string }>`
      SELECT format('%s reviews with stars, %s hidden; %s guests rated', count(stars),
        count(hidden_at), (SELECT count(DISTINCT guest_id) FROM guest_ratings)) AS line
      FROM reviews`.execute(kysely)
    return rows.map(({ line }) => line)
  },
  passed: 'every average is that of the reviews that are shown',
}
