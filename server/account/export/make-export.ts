import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PersonalWork } from '../../personal-data.ts'
import type { Clock } from '../../platform/database/clock.ts'
import { defineJobHandler, type JobHandler } from '../../platform/jobs/job-workers.ts'
import type { Db } from '../../schema.ts'
import { archiveOf } from './archive.ts'
import { completeExport, findUnmadeExport } from './export-rows.ts'
import { MAKE_EXPORT } from './request-export.ts'
import { sealInto } from './sealed-file.ts'

const KEPT_MS = 3 * 86_400_000
const BYTES_MAX = 1_000_000_000

/** Makes a copy that was asked for, once: its row says when it is there. */
export const makeExport = (
  db: Db,
  clock: Clock,
  { personal, openFiles }: PersonalWork,
): JobHandler =>
  defineJobHandler(MAKE_EXPORT, async ({ export_id }) => {
    const asked = await findUnmadeExport(db, export_id)
    if (!asked) return
    const files = await openFiles()
    const folder = await mkdtemp(join(tmpdir(), 'ihome-export-'))
    try {
      const path = join(folder, 'sealed')
      const archive = await archiveOf(db, { personal, files }, asked.user_id)
      const { seal_key, seal_tag, bytes } = await sealInto(path, archive, BYTES_MAX)
      const url = await files.keepCopy(`exports/${randomBytes(16).toString('hex')}.bin`, path)
      const ready_at = clock.now()
      const ends_at = new Date(ready_at.getTime() + KEPT_MS)
      const made = { url, seal_key, seal_tag, bytes, ready_at, ends_at }
      if (!(await completeExport(db, export_id, made))) await files.remove([url])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
