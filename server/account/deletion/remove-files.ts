import type { Clock } from '../../platform/database/clock.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Db } from '../../schema.ts'
import { deleteEndedExports } from '../export/export-rows.ts'
import { deleteRemovals, findRemovals, keepForRemoval } from './deletion-rows.ts'

const FILES_MAX = 200

/** Ends copies whose days are over: they cannot be read any more, and their files go. */
export const endExports = (db: Db, clock: Clock): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const now = clock.now()
    await keepForRemoval(trx, await deleteEndedExports(trx, now), now)
  })

/** Removes files that nothing shows any more; what cannot be removed now is tried again. */
export async function removeFiles(db: Db, openFiles: () => Promise<Files>): Promise<void> {
  const urls = await findRemovals(db, FILES_MAX)
  if (urls.length === 0) return
  const left = new Set(await (await openFiles()).remove(urls))
  const gone = urls.filter((url) => !left.has(url))
  if (gone.length > 0) await deleteRemovals(db, gone)
}
