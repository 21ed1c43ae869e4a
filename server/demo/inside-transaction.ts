import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { RunStatement, Statement } from '../platform/database/database.ts'
import type { Database, Tables, Trx } from '../schema.ts'

/**
 * A database whose every statement is part of one transaction: what use cases do in transactions
 * of their own is kept or lost with the rest of it. When one of them rolls back nothing more can
 * be done here, so that the transaction around it fails too.
 */
export function insideTransaction({ pool }: Database, trx: Trx): Database {
  const kysely = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => createJoiningDriver(trx),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  const run: RunStatement = async <Row>({ text }: Statement, values: readonly unknown[]) => {
    const { rows } = await trx.executeQuery(CompiledQuery.raw(text, [...values]))
    return rows as Row[]
  }
  return {
    kysely,
    pool,
    run,
    inScript: noScripts,
    runScript: noScripts,
    close: async () => undefined,
  }
}

const noScripts = () => Promise.reject(new Error('there are no scripts inside a transaction'))

function createJoiningDriver(trx: Trx): Driver {
  let rolled_back = false
  const connection: DatabaseConnection = {
    executeQuery: async <Row>(query: CompiledQuery) => {
      if (rolled_back) throw new Error('a part of this transaction has failed')
      return trx.executeQuery<Row>(query as CompiledQuery<Row>)
    },
    streamQuery: () => {
      throw new Error('there is no streaming inside a transaction')
    },
  }
  return {
    init: async () => undefined,
    acquireConnection: async () => connection,
    releaseConnection: async () => undefined,
    beginTransaction: async () => undefined,
    commitTransaction: async () => undefined,
    rollbackTransaction: async () => {
      rolled_back = true
    },
    destroy: async () => undefined,
  }
}
