import { type QueryExecutorProvider, sql } from 'kysely'
import { JOBS_SCHEMA } from './job-queue.ts'

/** Deletes jobs, done, waiting or dead, that speak of any of these words. */
export async function forgetJobs(
  db: QueryExecutorProvider,
  words: readonly string[],
): Promise<void> {
  const made = await sql<{ job: string | null }>`
    SELECT to_regclass(${`${JOBS_SCHEMA}.job`})::text AS job`.execute(db)
  if (!made.rows[0]?.job) return
  await sql`
    DELETE FROM ${sql.table(`${JOBS_SCHEMA}.job`)} AS job
    WHERE EXISTS (
      SELECT FROM unnest(${[...words]}::text[]) AS word
      WHERE strpos(coalesce(job.data::text, '') || coalesce(job.output::text, ''), word) > 0
    )`.execute(db)
}
