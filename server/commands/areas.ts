import { listAreas } from '../houses/list-houses.ts'
import { addAreas, renameArea } from '../houses/name-areas.ts'
import { openRuntime } from '../runtime.ts'

export interface AreaChanges {
  readonly add: readonly string[]
  /** Each `old=new`. */
  readonly rename: readonly string[]
}

/** Makes and renames areas, and prints all there are. */
export async function manageAreas({ add, rename }: AreaChanges) {
  const renames = rename.map(readRename)
  const { database } = await openRuntime()
  try {
    if (add.length > 0) await addAreas(database.kysely, add)
    for (const { from, to } of renames) await renameArea(database.kysely, from, to)
    for (const { aid, aname } of await listAreas(database)) console.log(`${aid}\t${aname}`)
  } finally {
    await database.close()
  }
}

function readRename(text: string): { from: string; to: string } {
  const [from, to, more] = text.split('=')
  if (!from || !to || more !== undefined)
    throw new Error(`--rename is "${text}"; it must be old=new`)
  return { from, to }
}
