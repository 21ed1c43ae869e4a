import { runChecks } from '../platform/database/checks.ts'
import { ROOMS } from '../rooms.ts'
import { openRuntime } from '../runtime.ts'

/**
 * Runs the checks that a room has of `subject`: proves that the data are sound, or lists what is not.
 *
 * @throws {Error} when something is wrong, so that the command ends with 1.
 */
export async function verify(subject: string) {
  const proof = ROOMS.map((room) => room.proof).find((one) => one?.subject === subject)
  if (!proof) throw new Error(`nothing is known that could prove "${subject}"`)
  const { database } = await openRuntime()
  try {
    const findings = await runChecks(database, proof.checks)
    for (const line of await proof.describe(database)) console.log(line)
    for (const { finds, count, lines } of findings)
      console.log([`${count} ${finds}:`, ...lines.map((line) => `  ${line}`)].join('\n'))
    if (findings.length > 0)
      throw new Error(`the ${subject} has ${findings.length} kinds of trouble`)
    console.log(proof.proven)
  } finally {
    await database.close()
  }
}
