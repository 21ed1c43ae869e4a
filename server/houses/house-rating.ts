import { sql } from 'kysely'
import { ASPECTS, type Aspect, averageOf } from '../../rules/rating.ts'
import type { Db } from '../schema.ts'

const STARS = [1, 2, 3, 4, 5] as const

type Row = { readonly stars: number; readonly count: number } & Readonly<
  Record<`${Aspect}_sum` | `${Aspect}_count`, number>
>

/** The stars of a house: average, how many, how they spread, and what single things were given. */
export async function rateHouse(db: Db, house_id: number) {
  const { rows } = await sql<Row>`
    SELECT stars, count(*)::integer AS count, ${sql.join(
      ASPECTS.flatMap((aspect) => [
        sql`coalesce(sum(${sql.ref(aspect)}), 0)::integer AS ${sql.ref(`${aspect}_sum`)}`,
        sql`count(${sql.ref(aspect)})::integer AS ${sql.ref(`${aspect}_count`)}`,
      ]),
    )}
    FROM reviews
    WHERE house_id = ${house_id} AND stars IS NOT NULL AND hidden_at IS NULL
    GROUP BY stars`.execute(db)
  if (rows.length === 0) return null
  const spread = STARS.map((stars) => rows.find((row) => row.stars === stars)?.count ?? 0)
  const count = sumOf(spread)
  return {
    average: averageOf(sumOf(rows.map((row) => row.stars * row.count)), count),
    count,
    spread,
    aspects: Object.fromEntries(
      ASPECTS.map((aspect) => [aspect, averageOfAspect(rows, aspect)]),
    ) as Record<Aspect, number | null>,
  }
}

function averageOfAspect(rows: readonly Row[], aspect: Aspect): number | null {
  const count = sumOf(rows.map((row) => row[`${aspect}_count`]))
  return count === 0 ? null : averageOf(sumOf(rows.map((row) => row[`${aspect}_sum`])), count)
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0)
