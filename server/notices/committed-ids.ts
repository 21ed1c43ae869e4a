import type { Db } from '../schema.ts'
import { findWriters, readLastGivenId } from './sql.ts'

/** How far the ids of notices are known at one moment. */
export interface CommittedIds {
  /** The last id that was given to anybody. */
  readonly given: number
  /** No notice with this id or a smaller one can still appear; undefined: not known yet. */
  readonly committed: number | undefined
}

/**
 * Ids come from a sequence, so a notice may be committed after another with a greater id. Who
 * reads "all behind the last one I saw" would miss it. Therefore the stream is read only up to an
 * id below which all is committed:
 *
 * - A transaction takes its lock on `notices` before it takes its first id, and keeps it to its end.
 * - So when the last given id is read first, and the holders of the lock after it, whoever has
 *   taken an id up to that one has ended or is among the holders.
 * - Once none of these holders is left, all ids up to that one are committed, or never will be.
 *
 * Only writers of notices are waited for; a long transaction elsewhere holds nothing up, as it
 * would if the horizon of all snapshots (`pg_snapshot_xmin`) were asked. And nothing is stored, so
 * a dump that is restored elsewhere has nothing that could be wrong.
 */
export function createCommittedIds(): (db: Db) => Promise<CommittedIds> {
  let committed: number | undefined
  let mark: { readonly id: number; readonly writers: ReadonlySet<string> } | undefined

  return async (db) => {
    const given = await readLastGivenId(db)
    const writers = await findWriters(db)
    if (writers.length === 0) {
      committed = given
      mark = undefined
    } else {
      if (mark && !writers.some((writer) => mark?.writers.has(writer))) {
        committed = mark.id
        mark = undefined
      }
      mark ??= { id: given, writers: new Set(writers) }
    }
    return { given, committed }
  }
}
