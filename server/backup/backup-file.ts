import { createHmac } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { type Static, Type } from 'typebox'
import { type Files, isFileName } from '../platform/files/files.ts'
import {
  type ArchivedFile,
  type ArchiveWriter,
  FILE_BYTES_MAX,
  jsonOf,
  readArchive,
  readJson,
  writeArchive,
} from './archive.ts'
import type { RowsOfTable, Snapshot } from './snapshot.ts'

// In the archive: manifest.json, then the rows of each table, a JSON array of texts a line, in
// compressed pieces (tables/orders/000001.jsonl.gz), then the pictures under files/.

const MANIFEST = 'manifest.json'
const TABLES = 'tables/'
const FILES = 'files/'
const PIECE_CHARACTERS = 2 * 1024 * 1024
const PIECE_BYTES_MAX = 64 * 1024 * 1024

const Name = Type.String({ minLength: 1, maxLength: 255 })
const Manifest = Type.Object({
  format: Type.Literal('ihome backup 1'),
  /** The version of ihome that took it. */
  version: Type.String(),
  taken_at: Type.String(),
  /** Tells whether a site has the key of this one, without telling the key. */
  key_check: Type.String(),
  migrations: Type.Array(Name),
  tables: Type.Array(Type.Object({ name: Name, columns: Type.Array(Name) })),
  sequences: Type.Array(Type.Object({ name: Name, value: Type.String({ pattern: '^\\d+$' }) })),
  files: Type.Boolean(),
})
export type Manifest = Static<typeof Manifest>

export interface Written {
  readonly rows: number
  readonly files: number
  /** Names of files that are too large for a backup: no picture is. */
  readonly left_out: readonly string[]
}

/** Of the secret that seals, signs and hashes what is in the database. */
export const keyCheckOf = (secret: string): string =>
  createHmac('sha256', secret).update('ihome backup: which key').digest('base64url')

/** @param files absent: those are not part of it. */
export async function writeBackup(
  path: string,
  snapshot: Snapshot,
  { files, secret, version }: { files: Files | undefined; secret: string; version: string },
): Promise<Written> {
  const { taken_at, migrations, tables, sequences } = snapshot
  let [rows, copied] = [0, { files: 0, left_out: [] as string[] }]
  await writeArchive(path, async (archive) => {
    const manifest: Manifest = {
      format: 'ihome backup 1',
      version,
      taken_at,
      key_check: keyCheckOf(secret),
      migrations: [...migrations],
      tables: tables.map(({ name, columns }) => ({ name, columns: [...columns] })),
      sequences: [...sequences],
      files: files !== undefined,
    }
    await archive.add(MANIFEST, jsonOf(manifest))
    rows = await addRows(archive, snapshot.rows())
    await snapshot.endReading()
    if (files) copied = await addFiles(archive, files)
    await snapshot.finish()
  })
  return { rows, ...copied }
}

async function addRows(archive: ArchiveWriter, parts: AsyncIterable<RowsOfTable>): Promise<number> {
  let [count, piece, of, lines, characters] = [0, 0, '', [] as string[], 0]
  const flush = async () => {
    if (lines.length === 0) return
    piece += 1
    const bytes = await promisify(gzip)(lines.join(''))
    await archive.add(`${TABLES}${of}/${String(piece).padStart(6, '0')}.jsonl.gz`, bytes)
    lines = []
    characters = 0
  }
  for await (const { table, rows } of parts) {
    if (table !== of || characters > PIECE_CHARACTERS) await flush()
    if (table !== of) [of, piece] = [table, 0]
    for (const row of rows) {
      const line = `${JSON.stringify(row)}\n`
      lines.push(line)
      characters += line.length
    }
    count += rows.length
  }
  await flush()
  return count
}

async function addFiles(archive: ArchiveWriter, files: Files) {
  const copied = { files: 0, left_out: [] as string[] }
  for await (const name of files.names()) {
    const content = await files.read(name)
    // A file that was kept for rows which then were not.
    if (!content) continue
    const bytes = await readBounded(content)
    if (bytes) await archive.add(FILES + name, bytes)
    if (bytes) copied.files += 1
    else copied.left_out.push(name)
  }
  return copied
}

async function readBounded(content: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of content) {
    size += chunk.byteLength
    if (size > FILE_BYTES_MAX) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * Reads a backup from its first byte to its last, so that whoever goes on knows that it is whole.
 *
 * @throws {Error} that says what is wrong with it.
 */
export async function checkBackup(path: string): Promise<Manifest> {
  let manifest: Manifest | undefined
  for await (const file of readArchive(path)) manifest ??= readManifest(path, file)
  if (!manifest) throw new Error(`${path} is no backup of ihome: it is empty`)
  return manifest
}

function readManifest(path: string, { name, bytes }: ArchivedFile): Manifest {
  try {
    if (name === MANIFEST) return readJson(Manifest, bytes)
  } catch {
    // Said below.
  }
  throw new Error(`${path} is no backup of ihome, or one of a later version; update ihome`)
}

/** The rows of a backup; the files among them are handed to `keep` on the way. */
export async function* readBackup(
  path: string,
  keep: (name: string, bytes: Uint8Array) => Promise<void>,
): AsyncGenerator<RowsOfTable> {
  for await (const { name, bytes } of readArchive(path)) {
    if (name.startsWith(TABLES)) yield await readPiece(name, bytes)
    if (name.startsWith(FILES)) {
      const file = name.slice(FILES.length)
      if (!isFileName(file)) throw new Error(`${path} holds a file with a wrong name`)
      await keep(file, bytes)
    }
  }
}

async function readPiece(name: string, bytes: Uint8Array): Promise<RowsOfTable> {
  const text = await promisify(gunzip)(bytes, { maxOutputLength: PIECE_BYTES_MAX })
  const lines = text.toString('utf8').split('\n').filter(Boolean)
  return { table: String(name.split('/')[1]), rows: lines.map((line) => JSON.parse(line)) }
}
