import { buffer } from 'node:stream/consumers'
import type { Static } from 'typebox'
import type {
  listMessages as messagesRoute,
  listThreads as threadsRoute,
} from '../../contract/messages.ts'
import { Refusal } from '../../contract/refusals.ts'
import { API_PREFIX } from '../../contract/route.ts'
import { publicName } from '../account/public-profile.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Files } from '../platform/files/files.ts'
import type { Db } from '../schema.ts'
import { findAddressee } from './addressee.ts'
import { findMessage, findMessages, type MessagePage, type MessageRow } from './message-rows.ts'
import { findThread, findThreads, type ListedThread } from './thread-list.ts'
import { countUnread, findOwnThread, type Role } from './thread-rows.ts'

type Thread = Static<typeof threadsRoute.data>['threads'][number]
type Message = Static<typeof messagesRoute.data>['messages'][number]

export interface ThreadsQuery {
  readonly user_id: number
  readonly role: Role | undefined
  /** Of one house or one order alone. */
  readonly about: { readonly house_id: number } | { readonly order_id: number } | undefined
  readonly limit: number
  /** `next_cursor` of the page before. */
  readonly cursor: string | undefined
}

/** One page of a person's threads, and how much they have not read in all of them. */
export async function listThreads(db: Db, clock: Clock, query: ThreadsQuery) {
  const { user_id, limit } = query
  const rows = await (query.about ? findAbout(db, query) : findPage(db, query))
  const threads = rows.slice(0, limit).map((row) => presentThread(row, clock))
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    threads,
    unread: await countUnread(db, user_id),
    ...(last && { next_cursor: `${last.last_at.getTime()}-${last.thread_id}` }),
  }
}

function findPage(db: Db, { user_id, role, cursor, limit }: ThreadsQuery) {
  const [at_ms = 0, thread_id = 0] = cursor?.split('-').map(Number) ?? []
  const before = cursor === undefined ? undefined : { last_at: new Date(at_ms), thread_id }
  // One more than asked for tells whether there is a next page.
  return findThreads(db, { user_id, role, before, limit: limit + 1 })
}

/** None where there is no such thread, house or order for this person. */
async function findAbout(db: Db, { user_id, about }: ThreadsQuery): Promise<ListedThread[]> {
  if (!about) return []
  const found = await findAddressee(db, user_id, about).catch((error) => {
    if (error instanceof Refusal) return undefined
    throw error
  })
  const thread = found && 'thread_id' in found && (await findThread(db, user_id, found.thread_id))
  return thread ? [thread] : []
}

export interface MessagesQuery {
  readonly user_id: number
  readonly thread_id: number
  readonly page: MessagePage
}

/**
 * One page of a thread's messages.
 *
 * @throws {Refusal} `thread_missing`, also where it is other people's.
 */
export async function listMessages(db: Db, clock: Clock, query: MessagesQuery) {
  const { user_id, thread_id, page } = query
  const thread = await findThread(db, user_id, thread_id)
  if (!thread) throw new Refusal('thread_missing')
  const rows = await findMessages(db, thread, { ...page, limit: page.limit + 1 })
  const messages = rows.slice(0, page.limit).map((row) => presentMessage(row, thread.role, clock))
  const last = messages.at(-1)
  return {
    thread: presentThread(thread, clock),
    messages,
    ...(rows.length > page.limit && last && { next_cursor: String(last.message_id) }),
  }
}

/** @throws {Refusal} `thread_missing`, also where it is other people's or has no such picture. */
export async function showPicture(
  db: Db,
  files: Files,
  { user_id, thread_id, number }: { user_id: number; thread_id: number; number: number },
): Promise<Buffer> {
  const thread = await findOwnThread(db, thread_id, user_id)
  const message = thread && (await findMessage(db, thread, number))
  const file = message?.picture ? await files.read(message.picture) : undefined
  if (!file) throw new Refusal('thread_missing')
  return buffer(file)
}

export const presentMessage = (
  row: Pick<MessageRow, 'thread_id' | 'number' | 'author' | 'text' | 'masked' | 'picture'> & {
    readonly created_at: Date | string
  },
  viewer: Role,
  clock: Clock,
): Message => ({
  message_id: row.number,
  author: row.author,
  mine: row.author === viewer,
  text: row.text,
  masked: row.masked,
  picture_url: row.picture
    ? `${API_PREFIX}/threads/${row.thread_id}/messages/${row.number}/picture`
    : '',
  ctime: clock.format(new Date(row.created_at)),
})

const presentThread = (row: ListedThread, clock: Clock): Thread => ({
  thread_id: row.thread_id,
  house_id: row.house_id,
  title: row.title,
  img_url: row.cover_url,
  role: row.role,
  name: publicName(row.name, row.mobile),
  avatar: row.avatar_url,
  last: presentMessage(row.last, row.role, clock),
  unread: row.unread,
  read_id: row.read_id,
  other_read_id: row.other_read_id,
  order:
    row.order_id === null
      ? null
      : {
          order_id: row.order_id,
          start_date: row.start_date,
          end_date: row.end_date,
          status: row.status,
        },
  shows_contacts: row.shows_contacts,
  blocked: row.blocked,
  open: isOpen(row),
})

const isOpen = ({
  gone,
  blocked,
  blocked_by_other,
  role,
  listed,
  order_id,
}: ListedThread): boolean =>
  !gone && !blocked && !blocked_by_other && (role === 'host' || listed || order_id !== null)
