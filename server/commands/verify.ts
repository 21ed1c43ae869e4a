import { findTotals, verifyLedger } from '../payments/verify-ledger.ts'
import { openRuntime } from '../runtime.ts'

/**
 * Proves that the site's money is all accounted for, or lists what is not.
 *
 * @throws {Error} when something is wrong, so that the command ends with 1.
 */
export async function verifyMoney() {
  const { database } = await openRuntime()
  try {
    const findings = await verifyLedger(database)
    for (const { account, fen } of await findTotals(database.kysely))
      console.log(`${account}\t${fen} fen`)
    for (const { finds, count, lines } of findings)
      console.log([`${count} ${finds}:`, ...lines.map((line) => `  ${line}`)].join('\n'))
    if (findings.length > 0) throw new Error(`the ledger has ${findings.length} kinds of trouble`)
    console.log('the ledger sums to zero, and every payment has its order or its refund')
  } finally {
    await database.close()
  }
}
