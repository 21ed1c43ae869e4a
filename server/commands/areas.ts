import { listAreas } from '../houses/list-houses.ts'
import { addAreas, nameAreaInEnglish, renameArea } from '../houses/name-areas.ts'
import { auditCommand } from '../operator/audit-log.ts'
import { openRuntime } from '../runtime.ts'

export interface AreaChanges {
  readonly add: readonly string[]
  /** Each `old=new`. */
  readonly rename: readonly string[]
  /** Each `name=English name`. */
  readonly english: readonly string[]
}

/** Makes and names areas, and prints all there are. */
export async function manageAreas({ add, rename, english }: AreaChanges) {
  const renames = rename.map((text) => readPair('rename', 'old=new', text))
  const named = english.map((text) => readPair('english', 'name=English name', text))
  const { database, clock } = await openRuntime()
  const note = (act: string, after: object) =>
    auditCommand(database.kysely, clock, { act, subject: 'area', after })
  try {
    if (add.length > 0) {
      await addAreas(database.kysely, add)
      await note('areas_added', { names: add })
    }
    for (const { from, to } of renames) {
      await renameArea(database.kysely, from, to)
      await note('area_renamed', { from, to })
    }
    for (const { from, to } of named) {
      await nameAreaInEnglish(database.kysely, from, to)
      await note('area_named_in_english', { area: from, english: to })
    }
    for (const { aid, aname, aname_en } of await listAreas(database))
      console.log([aid, aname, ...(aname_en ? [aname_en] : [])].join('\t'))
  } finally {
    await database.close()
  }
}

function readPair(option: string, shape: string, text: string): { from: string; to: string } {
  const [from, to, more] = text.split('=')
  if (!from || !to || more !== undefined)
    throw new Error(`--${option} is "${text}"; it must be ${shape}`)
  return { from, to }
}
