import type { Right } from '../../contract/operator.ts'
import type { Db, Trx } from '../schema.ts'

export const findOperator = (db: Db, user_id: number) =>
  db
    .selectFrom('operators')
    .leftJoin('operator_factors', 'operator_factors.user_id', 'operators.user_id')
    .select(['operators.rights', 'operator_factors.confirmed_at', 'operator_factors.secret_sealed'])
    .where('operators.user_id', '=', user_id)
    .executeTakeFirst()

export const listOperators = (db: Db) =>
  db
    .selectFrom('operators')
    .innerJoin('users', 'users.id', 'operators.user_id')
    .leftJoin('operator_factors', 'operator_factors.user_id', 'operators.user_id')
    .select([
      'users.id',
      'users.mobile',
      'users.name',
      'operators.rights',
      'operators.since',
      'operator_factors.confirmed_at',
    ])
    .orderBy('users.id')
    .execute()

export const findPersonByMobile = (db: Db, mobile: string) =>
  db.selectFrom('users').select('id').where('mobile', '=', mobile).executeTakeFirst()

/** The rights they had before; undefined where they were no operator. */
export async function putOperator(
  trx: Trx,
  { user_id, rights, since }: { user_id: number; rights: readonly Right[]; since: Date },
): Promise<readonly Right[] | undefined> {
  const before = await trx
    .selectFrom('operators')
    .select('rights')
    .where('user_id', '=', user_id)
    .forUpdate()
    .executeTakeFirst()
  await trx
    .insertInto('operators')
    .values({ user_id, rights: [...rights], since })
    .onConflict((known) => known.column('user_id').doUpdateSet({ rights: [...rights] }))
    .execute()
  return before?.rights
}

/** Their factor and sessions go with them. The rights they had; undefined where they had none. */
export async function removeOperator(
  trx: Trx,
  user_id: number,
): Promise<readonly Right[] | undefined> {
  const removed = await trx
    .deleteFrom('operators')
    .where('user_id', '=', user_id)
    .returning('rights')
    .executeTakeFirst()
  return removed?.rights
}

/** Whether there was a second factor; recovery codes and sessions go with it. */
export async function removeFactor(trx: Trx, user_id: number): Promise<boolean> {
  const removed = await trx
    .deleteFrom('operator_factors')
    .where('user_id', '=', user_id)
    .returning('user_id')
    .executeTakeFirst()
  return removed !== undefined
}

/** A secret that waits for its first code; false where a confirmed one is there already. */
export async function beginFactor(
  trx: Trx,
  factor: { readonly user_id: number; readonly secret_sealed: string },
): Promise<boolean> {
  const begun = await trx
    .insertInto('operator_factors')
    .values(factor)
    .onConflict((known) =>
      known
        .column('user_id')
        .doUpdateSet({ secret_sealed: factor.secret_sealed })
        .where('operator_factors.confirmed_at', 'is', null),
    )
    .returning('user_id')
    .executeTakeFirst()
  return begun !== undefined
}

/** Locked until the transaction ends, so that a code serves one request. */
export const lockFactor = (trx: Trx, user_id: number) =>
  trx
    .selectFrom('operator_factors')
    .selectAll()
    .where('user_id', '=', user_id)
    .forUpdate()
    .executeTakeFirst()

export const takeStep = (trx: Trx, user_id: number, last_step: number) =>
  trx.updateTable('operator_factors').set({ last_step }).where('user_id', '=', user_id).execute()

export const confirmFactor = (trx: Trx, user_id: number, confirmed_at: Date) =>
  trx.updateTable('operator_factors').set({ confirmed_at }).where('user_id', '=', user_id).execute()

export const insertRecoveryCodes = (trx: Trx, user_id: number, hashes: readonly string[]) =>
  trx
    .insertInto('operator_recovery_codes')
    .values(hashes.map((code_hash) => ({ user_id, code_hash })))
    .execute()

/** Whether it was one of theirs; it is none afterwards. */
export async function spendRecoveryCode(
  trx: Trx,
  user_id: number,
  code_hash: string,
): Promise<boolean> {
  const spent = await trx
    .deleteFrom('operator_recovery_codes')
    .where('user_id', '=', user_id)
    .where('code_hash', '=', code_hash)
    .returning('user_id')
    .executeTakeFirst()
  return spent !== undefined
}
