import { RIGHTS, type Right } from '../../contract/operator.ts'
import { audit } from '../operator/audit-log.ts'
import {
  findPersonByMobile,
  listOperators,
  putOperator,
  removeFactor,
  removeOperator,
} from '../operator/operator-rows.ts'
import { openRuntime, type Runtime } from '../runtime.ts'
import type { Trx } from '../schema.ts'

export interface OperatorChanges {
  /** Mobile numbers of accounts. */
  readonly add: readonly string[]
  /** What those added may do, as `support,money`. */
  readonly rights: string | undefined
  readonly remove: readonly string[]
  readonly reset_factor: readonly string[]
}

/** Names the people who run the site, and lists them. */
export async function manageOperators({ add, rights, remove, reset_factor }: OperatorChanges) {
  const given = readRights(rights)
  const runtime = await openRuntime()
  try {
    for (const mobile of add) await addOperator(runtime, mobile, given)
    for (const mobile of remove) await takeOperator(runtime, mobile)
    for (const mobile of reset_factor) await resetFactor(runtime, mobile)
    await list(runtime)
  } finally {
    await runtime.database.close()
  }
}

function readRights(text: string | undefined): readonly Right[] {
  const named = text === undefined ? ['owner'] : text.split(',').map((one) => one.trim())
  const wrong = named.find((one) => !(RIGHTS as readonly string[]).includes(one))
  if (wrong !== undefined)
    throw new Error(`"${wrong}" is no right: --rights takes ${RIGHTS.join(', ')}`)
  return RIGHTS.filter((right) => named.includes(right))
}

const addOperator = (runtime: Runtime, mobile: string, rights: readonly Right[]) =>
  onAccount(runtime, mobile, async (trx, user_id) => {
    const before = await putOperator(trx, { user_id, rights, since: runtime.clock.now() })
    await audit(trx, runtime.clock, 'command', {
      act: before ? 'operator_changed' : 'operator_added',
      subject: 'person',
      subject_id: user_id,
      ...(before && { before: { rights: before } }),
      after: { rights },
    })
  })

const takeOperator = (runtime: Runtime, mobile: string) =>
  onAccount(runtime, mobile, async (trx, user_id) => {
    const before = await removeOperator(trx, user_id)
    if (!before) throw new Error(`the account with the mobile number ${mobile} is no operator`)
    await audit(trx, runtime.clock, 'command', {
      act: 'operator_removed',
      subject: 'person',
      subject_id: user_id,
      before: { rights: before },
    })
  })

const resetFactor = (runtime: Runtime, mobile: string) =>
  onAccount(runtime, mobile, async (trx, user_id) => {
    if (!(await removeFactor(trx, user_id)))
      throw new Error(`the account with the mobile number ${mobile} has no second factor`)
    await audit(trx, runtime.clock, 'command', {
      act: 'second_factor_reset',
      subject: 'person',
      subject_id: user_id,
    })
  })

async function onAccount(
  { database }: Runtime,
  mobile: string,
  work: (trx: Trx, user_id: number) => Promise<void>,
): Promise<void> {
  const person = await findPersonByMobile(database.kysely, mobile)
  if (!person)
    throw new Error(
      `there is no account with the mobile number ${mobile}: it has to register first`,
    )
  await database.kysely.transaction().execute((trx) => work(trx, person.id))
}

async function list({ database, clock }: Runtime): Promise<void> {
  const operators = await listOperators(database.kysely)
  if (operators.length === 0)
    return console.log('nobody runs this site yet: `ihome operators --add MOBILE`')
  console.log('id\tmobile\tname\trights\tsince\tsecond factor')
  for (const { id, mobile, name, rights, since, confirmed_at } of operators) {
    const factor = confirmed_at ? clock.format(confirmed_at) : 'not set up'
    console.log([id, mobile, name, rights.join(','), clock.format(since), factor].join('\t'))
  }
}
