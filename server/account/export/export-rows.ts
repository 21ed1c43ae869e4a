import type { Db, Trx } from '../../schema.ts'

export interface NewExport {
  readonly user_id: number
  readonly asked_at: Date
  readonly ends_at: Date
}

/** Undefined where one is being made already. */
export const insertExport = (trx: Trx, row: NewExport) =>
  trx
    .insertInto('person_exports')
    .values({ ...row, ready_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()

/** Newest first. */
export const findExports = (db: Db, user_id: number, now: Date) =>
  db
    .selectFrom('person_exports')
    .select(['id', 'asked_at', 'ready_at', 'ends_at', 'bytes'])
    .where('user_id', '=', user_id)
    .where('ends_at', '>', now)
    .orderBy('id', 'desc')
    .execute()

export const findReadyExport = (db: Db, user_id: number, export_id: number, now: Date) =>
  db
    .selectFrom('person_exports')
    .selectAll()
    .where('id', '=', export_id)
    .where('user_id', '=', user_id)
    .where('ready_at', 'is not', null)
    .where('ends_at', '>', now)
    .executeTakeFirst()

export const findUnmadeExport = (db: Db, export_id: number) =>
  db
    .selectFrom('person_exports')
    .select(['id', 'user_id'])
    .where('id', '=', export_id)
    .where('ready_at', 'is', null)
    .executeTakeFirst()

export interface MadeExport {
  readonly url: string
  readonly seal_key: string
  readonly seal_tag: string
  readonly bytes: number
  readonly ready_at: Date
  readonly ends_at: Date
}

/** Whether it was still wanted. */
export async function completeExport(db: Db, export_id: number, made: MadeExport) {
  const completed = await db
    .updateTable('person_exports')
    .set(made)
    .where('id', '=', export_id)
    .where('ready_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return completed !== undefined
}

/** Deletes what has ended; returns the addresses of the files. */
export async function deleteEndedExports(trx: Trx, now: Date): Promise<readonly string[]> {
  const ended = await trx
    .deleteFrom('person_exports')
    .where('ends_at', '<=', now)
    .returning('url')
    .execute()
  return ended.map(({ url }) => url).filter((url) => url !== '')
}

export async function deleteExportsOf(trx: Trx, user_id: number): Promise<readonly string[]> {
  const gone = await trx
    .deleteFrom('person_exports')
    .where('user_id', '=', user_id)
    .returning('url')
    .execute()
  return gone.map(({ url }) => url).filter((url) => url !== '')
}
