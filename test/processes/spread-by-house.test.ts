import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { expect, test } from 'vitest'
import { withClient } from '../harness/postgres-server.ts'
import { createTestDatabaseUrl } from '../harness/site.ts'

const FILE = fileURLToPath(new URL('../../deploy/citus.sql', import.meta.url))
const text = readFileSync(FILE, 'utf8')
const all = (pattern: RegExp) => [...text.matchAll(pattern)]

const spread = new Map(
  all(/create_distributed_table\('(\w+)', '(\w+)'/g).map(([, table = '', key = '']) => [
    table,
    key,
  ]),
)
const everywhere = new Set(all(/create_reference_table\('(\w+)'\)/g).map(([, table]) => table))
const dropped = new Set(all(/DROP CONSTRAINT (\w+);/g).map(([, name]) => name))

interface Key {
  readonly name: string
  readonly of: string
  readonly columns: string[]
}

interface Reference extends Key {
  readonly to: string
  readonly to_columns: string[]
}

/** Of primary keys, unique constraints and indexes, and exclusions. */
const KEYS = `
  SELECT i.indexrelid::regclass::text AS name, i.indrelid::regclass::text AS of,
    array_agg(a.attname::text ORDER BY at) AS columns
  FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS key (attnum, at)
    LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = key.attnum
  WHERE (i.indisunique OR i.indisexclusion)
    AND i.indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
  GROUP BY 1, 2`

const NAMES = (of: string, columns: string) =>
  `(SELECT array_agg(a.attname::text ORDER BY at) FROM unnest(${columns}) WITH ORDINALITY AS key (attnum, at)
    JOIN pg_attribute a ON a.attrelid = ${of} AND a.attnum = key.attnum)`

const REFERENCES = `
  SELECT conname AS name, conrelid::regclass::text AS of, confrelid::regclass::text AS to,
    ${NAMES('conrelid', 'conkey')} AS columns, ${NAMES('confrelid', 'confkey')} AS to_columns
  FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`

const read = async <Row extends pg.QueryResultRow>(client: pg.Client, query: string) =>
  (await client.query<Row>(query)).rows

test('keys of what is spread start with the house, and point to what is on the same node', async () => {
  const url = await createTestDatabaseUrl()
  const [keys, references] = await withClient(url, async (client) => [
    await read<Key>(client, KEYS),
    await read<Reference>(client, REFERENCES),
  ])
  expect(spread.size).toBeGreaterThan(10)
  for (const table of spread.keys()) expect(keys.map(({ of }) => of)).toContain(table)

  const wrong = keys.filter(({ of, columns }) => spread.has(of) && columns[0] !== spread.get(of))
  expect(wrong).toEqual([])

  const isNear = ({ of, to, columns, to_columns }: Reference) => {
    if (everywhere.has(to)) return true
    if (!spread.has(to)) return !spread.has(of)
    const at = columns.indexOf(spread.get(of) ?? '')
    return at >= 0 && to_columns[at] === spread.get(to)
  }
  const far = references.filter((one) => !isNear(one)).map(({ name }) => name)
  expect(far.sort()).toEqual([...dropped].sort())
})
