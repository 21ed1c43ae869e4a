import { randomBytes } from 'node:crypto'
import { Refusal } from '../../contract/refusals.ts'
import { maskContacts } from '../../rules/mask-contacts.ts'
import { mayShareContacts } from '../orders/contact.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Files } from '../platform/files/files.ts'
import type { Pictures } from '../platform/files/pictures.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db, Trx } from '../schema.ts'
import {
  type Address,
  type Addressee,
  checkOpen,
  findAddressee,
  lockAddressee,
} from './addressee.ts'
import { cleanText } from './clean-text.ts'
import { countAgainst } from './message-bounds.ts'
import { findKeyed, insertKey, insertMessage, type MessageRow } from './message-rows.ts'
import { findOwnThread, type OwnThread } from './thread-rows.ts'
import type { TellThreads } from './told-people.ts'

const PICTURE_WIDTH = 1_280

export interface Post {
  readonly db: Db
  readonly clock: Clock
  readonly tries: CountTries
  readonly tell: TellThreads
  /** What a message with a key is recognized by: keyed, so that nobody can try texts against it. */
  readonly digest: (what: readonly (string | Uint8Array)[]) => string
}

export interface Sending {
  readonly sender_id: number
  readonly to: Address
  readonly idempotency_key: string | undefined
}

/** What is written when the thread is locked: contacts are hidden by how the two stand then. */
type Content = { readonly text: string } | { readonly picture: string }

/**
 * Sends a text, once for each key: a retry is answered with the same message.
 *
 * @throws {Refusal} `params_invalid`; `thread_missing`, `house_missing`, `order_missing`,
 * `message_to_self`; `thread_closed`, `house_unlisted`; `too_many_messages`, `too_many_threads`;
 * `idempotency_reused`.
 */
export function sendText(post: Post, sending: Sending, sent: string): Promise<MessageRow> {
  const text = cleanText(sent)
  return sendOnce(post, sending, [text], async (to) => {
    await countAgainst(post.tries, 'messages', sending.sender_id)
    if ('pair' in to && to.pair.guest_id === sending.sender_id && 'house_id' in sending.to)
      await countAgainst(post.tries, 'threads', sending.sender_id)
    return (write) => write({ text })
  })
}

/**
 * Sends the picture in this file, as `sendText` does.
 *
 * @throws {Refusal} besides, one of `PICTURE_REFUSALS`, `file_fault`, `overloaded`, `too_many_pictures`.
 */
export function sendPicture(
  post: Post,
  { files, pictures }: { readonly files: Files; readonly pictures: Pictures },
  sending: Sending,
  { path, bytes }: { readonly path: string; readonly bytes: Uint8Array },
): Promise<MessageRow> {
  return sendOnce(post, sending, [bytes], async (to) => {
    await checkBeforeDrawing(post.db, sending.sender_id, to)
    await countAgainst(post.tries, 'messages', sending.sender_id)
    await countAgainst(post.tries, 'pictures', sending.sender_id)
    const [drawn] = await pictures.scale(path, [PICTURE_WIDTH])
    if (!drawn) throw new Refusal('picture_broken')
    // Nobody can guess it, and nobody is told it: pictures are shown by their message.
    const name = `threads/${randomBytes(16).toString('hex')}.webp`
    return (write) => files.keepFor([{ name, bytes: drawn.bytes }], () => write({ picture: name }))
  })
}

async function checkBeforeDrawing(db: Db, sender_id: number, to: Addressee): Promise<void> {
  const thread = 'thread_id' in to && (await findOwnThread(db, to.thread_id, sender_id))
  if (!thread) throw new Refusal('thread_missing')
  await checkOpen(db, thread)
}

type Write = (content: Content) => Promise<MessageRow>

/** Another request with the same key was first. */
class KeyTaken extends Error {}

async function sendOnce(
  post: Post,
  sending: Sending,
  what: readonly (string | Uint8Array)[],
  prepare: (to: Addressee) => Promise<(write: Write) => Promise<MessageRow>>,
): Promise<MessageRow> {
  const { db } = post
  const { sender_id, to, idempotency_key } = sending
  const key = idempotency_key && {
    sender_id,
    key: idempotency_key,
    digest: post.digest([JSON.stringify(to), ...what]),
  }
  const replay = async () => {
    const known = key ? await findKeyed(db, key) : undefined
    if (key && known && known.digest !== key.digest) throw new Refusal('idempotency_reused')
    return known
  }

  const before = await replay()
  if (before) return before
  const addressee = await findAddressee(db, sender_id, to)
  const send = await prepare(addressee)
  try {
    return await send((content) =>
      db.transaction().execute(async (trx) => {
        const at = post.clock.now()
        const thread = await lockAddressee(trx, sender_id, addressee, at)
        if (key && !(await insertKey(trx, key, thread, at))) throw new KeyTaken()
        return write(trx, post, thread, content, at)
      }),
    )
  } catch (error) {
    const first = error instanceof KeyTaken ? await replay() : undefined
    if (first) return first
    throw error
  }
}

async function write(
  trx: Trx,
  { clock, tell }: Post,
  thread: OwnThread,
  content: Content,
  at: Date,
): Promise<MessageRow> {
  const { house_id, thread_id, guest_id, host_id, role } = thread
  const { text, masked } =
    'text' in content && !(await mayShareContacts(trx, thread))
      ? maskContacts(content.text)
      : { text: '', masked: [], ...content }
  const picture = 'picture' in content ? content.picture : null
  const message = await insertMessage(trx, thread, { text, masked, picture, at })
  const user_id = role === 'guest' ? host_id : guest_id
  await tell.tellMessage(trx, clock, { house_id, thread_id, user_id })
  return message
}
