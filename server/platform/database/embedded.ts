import { join } from 'node:path'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { Kysely, PGliteDialect } from 'kysely'
import { type Database, runThroughKysely, type ScriptRunner } from './database.ts'
import { lockDirectory } from './directory-lock.ts'

const INT8 = 20
const DATE = 1082

/**
 * Postgres inside this process. Its directory is locked: PGlite takes no lock of its own, and two
 * processes would corrupt it.
 *
 * @throws {Error} when another process has the directory.
 */
export async function openEmbedded<Tables>(directory: string): Promise<Database<Tables>> {
  const unlock = await lockDirectory(directory)
  const pglite = await createPglite({ dataDir: join(directory, 'postgres') })
  return wrapPglite(pglite, unlock)
}

/** With what the schema needs: the extension of the ledger, days as text, ids as numbers. */
const createPglite = (options: PGliteOptions): Promise<PGlite> =>
  PGlite.create({
    ...options,
    extensions: { btree_gist },
    parsers: { [INT8]: Number, [DATE]: (text: string) => text },
  })

function wrapPglite<Tables>(
  pglite: PGlite,
  onClosed: () => void = () => undefined,
): Database<Tables> {
  const kysely = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
  return {
    engine: 'embedded',
    kysely,
    run: runThroughKysely(kysely as Kysely<unknown>),
    inScript: (work) =>
      pglite.transaction((transaction) => {
        const runner: ScriptRunner = {
          script: async (text) => void (await transaction.exec(text)),
          query: async <Row>(text: string, values: readonly unknown[] = []) =>
            (await transaction.query<Row>(text, [...values])).rows,
        }
        return work(runner)
      }),
    runScript: async <Row>(text: string) => {
      try {
        const results = await pglite.exec(text)
        return results.flatMap(({ rows }) => rows as Row[])
      } catch (error) {
        // The one connection must not be left in a transaction that failed.
        await pglite.exec('ROLLBACK')
        throw error
      }
    },
    pool: () => ({ in_use: 0, idle: 1, waiting: 0 }),
    close: async () => {
      await kysely.destroy()
      if (!pglite.closed) await pglite.close()
      onClosed()
    },
  }
}
