import type { Insertable } from 'kysely'
import type { Db, Tables } from '../schema.ts'

export async function insertReport(db: Db, report: Insertable<Tables['thread_reports']>) {
  await db
    .insertInto('thread_reports')
    .values(report)
    .onConflict((known) => known.doNothing())
    .execute()
}

/** The newest reports, with how often their threads have been read by those who run the site. */
export const findReports = (db: Db, limit: number) =>
  db
    .selectFrom('thread_reports')
    .innerJoin('threads', 'threads.id', 'thread_reports.thread_id')
    .select((report) => [
      'thread_reports.id',
      'thread_reports.thread_id',
      'thread_reports.reason',
      'thread_reports.created_at',
      report
        .case()
        .when('thread_reports.reporter_id', '=', report.ref('threads.guest_id'))
        .then('guest')
        .else('host')
        .end()
        .as('reporter'),
      report
        .selectFrom('thread_readings')
        .select(({ fn }) => fn.countAll<number>().as('readings'))
        .whereRef('thread_readings.thread_id', '=', 'thread_reports.thread_id')
        .as('readings'),
    ])
    .orderBy('thread_reports.id', 'desc')
    .limit(limit)
    .execute()

/** Where a thread that somebody has reported is. */
export const findReportedThread = (db: Db, thread_id: number) =>
  db
    .selectFrom('thread_reports')
    .innerJoin('threads', 'threads.id', 'thread_reports.thread_id')
    .select(['threads.house_id', 'threads.id as thread_id', 'threads.guest_id', 'threads.host_id'])
    .where('thread_reports.thread_id', '=', thread_id)
    .limit(1)
    .executeTakeFirst()

export const insertReading = (db: Db, reading: Insertable<Tables['thread_readings']>) =>
  db.insertInto('thread_readings').values(reading).execute()
