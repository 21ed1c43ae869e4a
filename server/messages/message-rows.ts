import { sql } from 'kysely'
import type { ContactKind } from '../../rules/contact-kinds.ts'
import type { Db, Tables, Trx } from '../schema.ts'
import type { OwnThread, Role } from './thread-rows.ts'

export interface ThreadKey {
  readonly house_id: number
  readonly thread_id: number
}

export type MessageRow = Pick<
  Tables['messages'],
  'thread_id' | 'number' | 'author' | 'text' | 'masked' | 'picture' | 'created_at'
>

const selectMessages = (db: Db, { house_id, thread_id }: ThreadKey) =>
  db
    .selectFrom('messages')
    .select(['thread_id', 'number', 'author', 'text', 'masked', 'picture', 'created_at'])
    .where('house_id', '=', house_id)
    .where('thread_id', '=', thread_id)

export interface MessagePage {
  /** Those behind this one, the oldest first; else the newest first. */
  readonly after: number | undefined
  readonly before: number | undefined
  readonly limit: number
}

export const findMessages = (db: Db, thread: ThreadKey, { after, before, limit }: MessagePage) =>
  selectMessages(db, thread)
    .$if(after !== undefined, (query) => query.where('number', '>', after as number))
    .$if(before !== undefined, (query) => query.where('number', '<', before as number))
    .orderBy('number', after === undefined ? 'desc' : 'asc')
    .limit(limit)
    .execute()

export const findMessage = (db: Db, thread: ThreadKey, number: number) =>
  selectMessages(db, thread).where('number', '=', number).executeTakeFirst()

export interface NewMessage {
  readonly text: string
  readonly masked: readonly ContactKind[]
  readonly picture: string | null
  readonly at: Date
}

/** Adds a message to its locked thread, as the next one, which the other has not read. */
export async function insertMessage(
  trx: Trx,
  thread: OwnThread,
  { text, masked, picture, at }: NewMessage,
): Promise<MessageRow> {
  const { house_id, thread_id, role } = thread
  const number = thread.messages + 1
  const unread = sql.ref(`${otherOf(role)}_unread`)
  await sql`
    UPDATE threads SET messages = ${number}, last_at = greatest(last_at, ${at}),
      ${unread} = ${unread} + 1
    WHERE house_id = ${house_id} AND id = ${thread_id}`.execute(trx)
  const row = {
    thread_id,
    number,
    author: role,
    text,
    masked: [...masked],
    picture,
    created_at: at,
  }
  await trx
    .insertInto('messages')
    .values({ house_id, ...row })
    .execute()
  return row
}

const otherOf = (role: Role): Role => (role === 'guest' ? 'host' : 'guest')

/** A key that somebody sent with a message, and what keeps it from another message. */
export interface MessageKey {
  readonly sender_id: number
  readonly key: string
  readonly digest: string
}

/** What became of the message with this key; undefined where there was none. */
export async function findKeyed(db: Db, { sender_id, key }: Omit<MessageKey, 'digest'>) {
  return db
    .selectFrom('message_keys')
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.house_id', '=', 'message_keys.house_id')
        .onRef('messages.thread_id', '=', 'message_keys.thread_id')
        .onRef('messages.number', '=', 'message_keys.number'),
    )
    .selectAll('messages')
    .select('message_keys.digest')
    .where('sender_id', '=', sender_id)
    .where('key', '=', key)
    .executeTakeFirst()
}

/** Keeps the key for the next message of the locked thread; false where it was used already. */
export async function insertKey(
  trx: Trx,
  { sender_id, key, digest }: MessageKey,
  { house_id, thread_id, messages }: OwnThread,
  at: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('message_keys')
    .values({ sender_id, key, digest, house_id, thread_id, number: messages + 1, created_at: at })
    // Waits for another server that has just been given the same key.
    .onConflict((known) => known.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}
