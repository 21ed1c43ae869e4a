import { runChecks } from '../platform/database/checks.ts'
import { ROOMS } from '../rooms.ts'
import { openRuntime } from '../runtime.ts'

/**
 * Runs the checks that a room has of `subject`: proves that the data are sound, or lists what is not.
 *
 * @throws {Error} when something is wrong, so that the command ends with 1.
 */
export async function verify(subject: string) {
  const verification = ROOMS.map((room) => room.verification).find(
    (one) => one?.subject === subject,
  )
  if (!verification) throw new Error(`nothing is known that could prove "${subject}"`)
  const { database } = await openRuntime()
  try {
    const findings = await runChecks(database, verification.checks)
    for (const line of await verification.describe(database)) console.log(line)
    for (const { finds, count, lines } of findings)
      console.log([`${count} ${finds}:`, ...lines.map((line) => `  ${line}`)].join('\n'))
    if (findings.length > 0)
      throw new Error(`${findings.length} kinds of trouble with the ${subject}`)
    console.log(verification.passed)
  } finally {
    await database.close()
  }
}
