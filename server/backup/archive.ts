import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import tar from 'tar-stream'
import { type Static, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'

// A backup is an ordinary tar file, so that `tar xf` opens it without ihome. Each file in it
// carries its checksum, and the last one, END, that of them all: a backup that was cut off or
// changed has none that fits.

/** Nothing that a backup holds is larger: each file is whole in memory for a moment. */
export const FILE_BYTES_MAX = 64 * 1024 * 1024
const CHECKSUM = 'IHOME.sha256'
const END = 'end.json'

const End = Type.Object({ files: Type.Integer({ minimum: 0 }), sha256: Type.String() })

export interface ArchivedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface ArchiveWriter {
  /** Resolves when there is room for the next one. */
  add(name: string, bytes: Uint8Array): Promise<void>
}

/**
 * Writes the archive `path`: whole or not at all, and readable by its owner alone.
 *
 * @throws {Error} where something is there already, or it cannot be written.
 */
export async function writeArchive(
  path: string,
  fill: (archive: ArchiveWriter) => Promise<void>,
): Promise<void> {
  if (existsSync(path)) throw new Error(`${path} is there already; choose another name`)
  const part = `${path}.part`
  const pack = tar.pack()
  const checksums = createChecksums()
  const append = ({ name, bytes }: ArchivedFile, pax: Record<string, string>) =>
    new Promise<void>((resolve, reject) => {
      const header = { name, mode: 0o600, mtime: new Date(), pax }
      pack.entry(header, bytes, (error) => (error ? reject(error) : resolve()))
    })
  const add = async (name: string, bytes: Uint8Array) => {
    if (bytes.byteLength > FILE_BYTES_MAX) throw new Error(`${name} is too large for a backup`)
    return append({ name, bytes }, { [CHECKSUM]: checksums.add(name, bytes) })
  }
  const written = pipeline(pack, createWriteStream(part, { mode: 0o600 }))
  const filled = (async () => {
    await fill({ add })
    await append({ name: END, bytes: jsonOf(checksums.end()) }, {})
    pack.finalize()
  })()
  try {
    // Whichever fails first says why; the other then ends too.
    await Promise.all([written, filled])
    await flush(part)
    await rename(part, path)
  } catch (error) {
    ;(pack as unknown as { destroy(): void }).destroy()
    await Promise.allSettled([written])
    await rm(part, { force: true })
    throw error
  }
}

/**
 * The files of an archive in their order, each found whole. A reader that comes to the end knows
 * that nothing was missing or changed.
 *
 * @throws {Error} that says what is wrong with it.
 */
export async function* readArchive(path: string): AsyncGenerator<ArchivedFile> {
  const extract = tar.extract()
  const checksums = createChecksums()
  const read = pipeline(createReadStream(path), extract)
  // It is told below, by the reader that waits for the next file.
  read.catch(() => undefined)
  let ended = false
  try {
    for await (const entry of extract) {
      const { header } = entry
      if (ended || header.size > FILE_BYTES_MAX) throw new Error('it holds what no backup holds')
      const bytes = await buffer(entry)
      if (header.name === END) {
        const { files, sha256 } = readJson(End, bytes)
        const found = checksums.end()
        if (found.files !== files || found.sha256 !== sha256) throw new Error('it was changed')
        ended = true
        continue
      }
      if (header.pax?.[CHECKSUM] !== checksums.add(header.name, bytes))
        throw new Error(`its file ${header.name} was changed`)
      yield { name: header.name, bytes }
    }
    await read
    if (!ended) throw new Error('its end is missing')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Error(`there is no ${path}`)
    const why = (error as Error).message
    throw new Error(`${path} is no backup of ihome, or a damaged one: ${why}`, { cause: error })
  }
}

function createChecksums() {
  const whole = createHash('sha256')
  let files = 0
  return {
    add(name: string, bytes: Uint8Array): string {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      whole.update(`${name}\n${sha256}\n`)
      files += 1
      return sha256
    },
    end: () => ({ files, sha256: whole.copy().digest('hex') }),
  }
}

export const jsonOf = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 1)}\n`)

/** @throws {Error} where the bytes are no JSON of this shape. */
export function readJson<Schema extends TSchema>(schema: Schema, bytes: Uint8Array) {
  const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
  if (!Value.Check(schema, value)) throw new Error('it is of another kind or version')
  return value as Static<Schema>
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
