import { readReported } from '../messages/read-reported.ts'
import { findReports } from '../messages/report-rows.ts'
import { auditCommand } from '../operator/audit-log.ts'
import { openRuntime, type Runtime } from '../runtime.ts'
import { readId } from './read-id.ts'

const LISTED_MAX = 200
const NAME_CHARACTERS_MAX = 100

export interface ReportsAsked {
  /** The id of a thread. */
  readonly read: string | undefined
  /** Who reads it. */
  readonly by: string | undefined
}

/** Lists the newest reports, or shows a thread that was reported and notes who has read it. */
export async function manageReports({ read, by }: ReportsAsked): Promise<void> {
  const reader = readName(by)
  if (read !== undefined && reader === undefined)
    throw new Error('who reads it is missing: --by NAME')
  const runtime = await openRuntime()
  try {
    if (read === undefined || reader === undefined) await list(runtime)
    else await show(runtime, readId(read, 'a thread'), reader)
  } finally {
    await runtime.database.close()
  }
}

async function list({ database, clock }: Runtime): Promise<void> {
  const reports = await findReports(database.kysely, LISTED_MAX)
  if (reports.length === 0) return console.log('nothing was reported')
  console.log('report\tthread\tby\tat\tread\treason')
  for (const { id, thread_id, reporter, created_at, readings, reason } of reports)
    print([id, thread_id, reporter, clock.format(created_at), readings ?? 0, reason])
}

async function show({ database, clock }: Runtime, thread_id: number, reader: string) {
  const thread = await readReported(database.kysely, clock, { thread_id, reader })
  if (!thread) throw new Error(`thread ${thread_id} was not reported, so it is not for you to read`)
  await auditCommand(database.kysely, clock, {
    act: 'thread_read',
    subject: 'thread',
    subject_id: thread_id,
  })
  const { house_id, guest_id, host_id, messages } = thread
  console.log(`thread ${thread_id} about house ${house_id}: guest ${guest_id}, host ${host_id}`)
  for (const { created_at, author, text, picture } of messages.toReversed())
    print([clock.format(created_at), author, picture ? `[picture ${picture}]` : text])
}

/** One line each, whatever people wrote. */
const print = (cells: readonly unknown[]) =>
  console.log(cells.map((cell) => String(cell).replace(/\s+/g, ' ')).join('\t'))

function readName(text: string | undefined): string | undefined {
  const name = text?.trim()
  if (!name) return undefined
  if (name.length <= NAME_CHARACTERS_MAX) return name
  throw new Error(`a name has at most ${NAME_CHARACTERS_MAX} characters`)
}
