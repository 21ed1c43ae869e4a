import { Type } from 'typebox'
import { Refusal } from '../../../contract/refusals.ts'
import type { Clock } from '../../platform/database/clock.ts'
import type { JobKind, JobSender } from '../../platform/jobs/job-queue.ts'
import type { CountTries } from '../../platform/limits/tries.ts'
import type { Tables } from '../../schema.ts'
import { insertExport } from './export-rows.ts'

const DAY_MS = 86_400_000
const MADE_PER_DAY_MAX = 3
const DAY_S = 86_400

export const MAKE_EXPORT = {
  name: 'make-export',
  payload: Type.Object({ export_id: Type.Integer() }),
  tries_max: 3,
  retry_wait_s: 60,
  try_s_max: 1_800,
  wait_s_max: DAY_S,
  keep_done_s: 60,
  keep_dead_s: 7 * DAY_S,
} as const satisfies JobKind

/**
 * Has a copy made of all that the site knows of somebody; returns its id.
 *
 * @throws {Refusal} `export_too_soon` while one is being made, and after 3 in a day.
 */
export async function requestExport(
  { clock, jobs, tries }: ExportRequests,
  user_id: number,
): Promise<number> {
  const subject = `export:${user_id}`
  if ((await tries.count(subject, DAY_MS)) > MADE_PER_DAY_MAX) throw new Refusal('export_too_soon')
  const asked_at = clock.now()
  // One that could not be made by then is over, and another may be asked for.
  const ends_at = new Date(asked_at.getTime() + DAY_MS)
  return jobs.transaction(async (trx, owe) => {
    const added = await insertExport(trx, { user_id, asked_at, ends_at })
    if (!added) throw new Refusal('export_too_soon')
    await owe(MAKE_EXPORT, { export_id: added.id })
    return added.id
  })
}

export interface ExportRequests {
  readonly clock: Clock
  readonly jobs: JobSender<Tables>
  readonly tries: CountTries
}
