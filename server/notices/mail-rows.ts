import type { Db } from '../schema.ts'
import type { Channel, Pending } from './owed-rows.ts'
import { selectNotices } from './sql.ts'

export const MAIL: Channel = { table: 'notice_mails', lock: 7_446_014 }

/** A notice whose mail is queued and not sent, with where its person reads mail. */
export const findUnsentMail = (db: Db, { user_id, notice_id }: Pending) =>
  selectNotices(db)
    .innerJoin('notice_mails', (join) =>
      join
        .onRef('notice_mails.user_id', '=', 'notices.user_id')
        .onRef('notice_mails.notice_id', '=', 'notices.id'),
    )
    .innerJoin('mail_addresses', 'mail_addresses.user_id', 'notices.user_id')
    .select(['mail_addresses.address', 'mail_addresses.language'])
    .where('notices.user_id', '=', user_id)
    .where('notices.id', '=', notice_id)
    .where('notice_mails.state', '=', 'queued')
    .where('mail_addresses.refused_at', 'is', null)
    // Who has read the thread meanwhile need not be told of it.
    .where((row) => row.or([row('thread_id', 'is', null), row('read_at', 'is', null)]))
    // Who unsubscribed meanwhile gets what is told of the account alone.
    .where((row) =>
      row.or([row('mail_addresses.unsubscribed_at', 'is', null), row('notices.house_id', '=', 0)]),
    )
    .executeTakeFirst()
