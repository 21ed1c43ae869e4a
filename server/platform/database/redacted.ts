import { type RawBuilder, sql } from 'kysely'

/** A text without these words, which is kept for the rest of it. @param column e.g. `sql.ref('title')` */
export const redacted = (
  column: RawBuilder<string> | ReturnType<typeof sql.ref<string>>,
  words: readonly string[],
): RawBuilder<string> =>
  words.reduce<RawBuilder<string>>(
    (text, word) => sql<string>`replace(${text}, ${word}, '***')`,
    sql<string>`${column}`,
  )
