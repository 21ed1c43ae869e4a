import type { Readable } from 'node:stream'
import { Refusal } from '../../../contract/refusals.ts'
import type { Clock } from '../../platform/database/clock.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Db } from '../../schema.ts'
import { findExports, findReadyExport } from './export-rows.ts'
import { unseal } from './sealed-file.ts'

export async function listExports(db: Db, clock: Clock, user_id: number) {
  const rows = await findExports(db, user_id, clock.now())
  return rows.map(({ id, asked_at, ready_at, ends_at, bytes }) => ({
    export_id: id,
    ctime: clock.format(asked_at),
    ready: ready_at !== null,
    ...(ready_at && { ends: clock.format(ends_at), bytes }),
  }))
}

/**
 * The copy as it was made, for its person alone.
 *
 * @throws {Refusal} `export_missing`, also where it is somebody else's.
 */
export async function openExport(
  db: Db,
  { clock, files }: { readonly clock: Clock; readonly files: Files },
  user_id: number,
  export_id: number,
): Promise<{ name: string; length: number; bytes: Readable }> {
  const made = await findReadyExport(db, user_id, export_id, clock.now())
  const name = made && files.nameOf(made.url)
  const sealed = name && (await files.read(name))
  if (!made || !sealed) throw new Refusal('export_missing')
  return {
    name: `ihome-${clock.format(made.asked_at).slice(0, 10)}.zip`,
    length: made.bytes,
    bytes: unseal(sealed, made),
  }
}
