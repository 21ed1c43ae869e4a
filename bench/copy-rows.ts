import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'

/** Bounds what stands in memory and on disk at once. */
const FILE_CHARACTERS = 16 * 1024 * 1024

/**
 * Loads rows by COPY, from files that the database server reads itself: it must run on this machine.
 * The next file is made while it reads the one before.
 *
 * @param into a table with its columns.
 * @param rows in COPY's text format, each with its line end.
 */
export async function copyRows(
  client: pg.ClientBase,
  into: string,
  rows: Iterable<string>,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'ihome-copy-'))
  let loading: Promise<unknown> = Promise.resolve()
  let files = 0
  const load = async (text: string) => {
    const file = join(directory, String(files))
    files += 1
    writeFileSync(file, text)
    await loading
    loading = client.query(`COPY ${into} FROM '${file}'`).finally(() => rmSync(file))
    // Whoever awaits it next hears of it.
    loading.catch(() => undefined)
  }
  try {
    allowToRead(directory)
    let text = ''
    for (const row of rows) {
      text += row
      if (text.length < FILE_CHARACTERS) continue
      await load(text)
      text = ''
    }
    await load(text)
    await loading
  } finally {
    await loading.catch(() => undefined)
    rmSync(directory, { recursive: true, force: true })
  }
}

/** The database server may run as somebody else. */
const allowToRead = (directory: string) => chmodSync(directory, 0o755)
