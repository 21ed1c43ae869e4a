import { EXPORTED_ROWS_MAX, type PersonalData } from '../personal-data.ts'
import { deleteExportsOf } from './export/export-rows.ts'
import { deletePasskeysOf } from './passkeys/passkey-rows.ts'
import { ERASED_NAME } from './public-profile.ts'
import { deleteSessionsOf } from './session-sql.ts'

export const ACCOUNT_OF_A_PERSON: PersonalData = {
  exports: {
    profile: (db, user_id) =>
      db
        .selectFrom('users')
        .select(['id', 'mobile', 'name', 'avatar_url', 'real_name', 'id_card', 'created_at'])
        .where('id', '=', user_id)
        .execute(),
    sessions: (db, user_id) =>
      db
        .selectFrom('sessions')
        .select(['device', 'place', 'created_at', 'used_at', 'expires_at', 'ends_at'])
        .where('user_id', '=', user_id)
        .limit(EXPORTED_ROWS_MAX)
        .execute(),
    passkeys: (db, user_id) =>
      db
        .selectFrom('passkeys')
        .select(['name', 'created_at', 'used_at'])
        .where('user_id', '=', user_id)
        .execute(),
  },
  async pictures(db, user_id) {
    const users = db.selectFrom('users').select('avatar_url').where('id', '=', user_id)
    return (await users.execute()).map(({ avatar_url }) => avatar_url)
  },
  async erase(trx, { user_id, now }) {
    await deleteSessionsOf(trx, user_id)
    await deletePasskeysOf(trx, user_id)
    await trx.deleteFrom('passkey_challenges').where('user_id', '=', user_id).execute()
    await trx.deleteFrom('account_deletions').where('user_id', '=', user_id).execute()
    const copies = await deleteExportsOf(trx, user_id)
    const { avatar_url } = await trx
      .selectFrom('users')
      .select('avatar_url')
      .where('id', '=', user_id)
      .executeTakeFirstOrThrow()
    await trx
      .updateTable('users')
      .set({
        mobile: `erased-${user_id}`,
        name: `${ERASED_NAME}${user_id}`,
        password_hash: '',
        avatar_url: '',
        real_name: null,
        id_card: null,
        erased_at: now,
      })
      .where('id', '=', user_id)
      .execute()
    return [...copies, avatar_url]
  },
}
