import { basename } from 'node:path'
import { Readable } from 'node:stream'
import type { PersonalData } from '../../personal-data.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Db } from '../../schema.ts'

/** A host with more has the newest of them as addresses in the lists of houses. */
const PICTURES_MAX = 2_000

interface Entry {
  readonly name: string
  readonly read: () => Promise<Readable>
}

/**
 * Everything about a person as a ZIP: a JSON file for each list, and their pictures. One entry is
 * read at a time, as the one before it has been written.
 */
export async function archiveOf(
  db: Db,
  { personal, files }: { readonly personal: readonly PersonalData[]; readonly files: Files },
  user_id: number,
): Promise<Readable> {
  const { ZipFile } = await import('yazl')
  const zip = new ZipFile()
  const pictures = await picturesOf(db, personal, user_id)
  for (const { name, read } of [
    ...listsOf(db, personal, user_id),
    ...entriesOf(files, pictures.slice(0, PICTURES_MAX)),
  ])
    zip.addReadStreamLazy(name, (done) => {
      read().then(
        (stream) => done(null, stream),
        (error: unknown) => zip.emit('error', error),
      )
    })
  zip.end()
  const output = Readable.from(zip.outputStream as unknown as AsyncIterable<Buffer>)
  zip.on('error', (error: Error) => output.destroy(error))
  return output
}

const listsOf = (db: Db, personal: readonly PersonalData[], user_id: number): Entry[] =>
  personal.flatMap(({ exports = {} }) =>
    Object.entries(exports).map(([name, list]) => ({
      name: `${name}.json`,
      read: async () => Readable.from([`${JSON.stringify(await list(db, user_id), null, 2)}\n`]),
    })),
  )

async function picturesOf(db: Db, personal: readonly PersonalData[], user_id: number) {
  const lists = await Promise.all(personal.map((room) => room.pictures?.(db, user_id) ?? []))
  return [...new Set(lists.flat())]
}

/** Those that are files of ours and still there. */
const entriesOf = (files: Files, urls: readonly string[]): Entry[] =>
  urls.flatMap((url) => {
    const name = files.nameOf(url)
    if (name === undefined) return []
    const read = async () => (await files.read(name)) ?? Readable.from([])
    return [{ name: `pictures/${basename(name)}`, read }]
  })
