import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/messages.ts'
import { toId } from '../../contract/values.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Files } from '../platform/files/files.ts'
import type { Pictures } from '../platform/files/pictures.ts'
import { readLimit } from '../platform/http/read-limit.ts'
import { type Authenticate, serveRoute } from '../platform/http/serve-route.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import { deriveKey } from '../platform/secrets/sealer.ts'
import type { Db } from '../schema.ts'
import type { Address } from './addressee.ts'
import { blockPerson, readThread, reportThread } from './change-thread.ts'
import type { MessageRow } from './message-rows.ts'
import { type Post, sendPicture, sendText } from './send-message.ts'
import { listMessages, listThreads, presentMessage, showPicture } from './show-threads.ts'
import type { TellThreads } from './told-people.ts'

const THREADS_PAGE = { standard: 20, max: 50 }
const MESSAGES_PAGE = { standard: 30, max: 100 }

export interface MessagesRoom {
  readonly authenticate: Authenticate
  readonly clock: Clock
  readonly tries: CountTries
  readonly files: Files
  readonly pictures: Pictures
  readonly session_secret: string
  readonly tell_threads: TellThreads
}

export function serveMessages(app: FastifyInstance, db: Db, room: MessagesRoom): void {
  serveReading(app, db, room)
  serveSending(app, db, room)
  serveThreadChanges(app, db, room)
}

function serveReading(app: FastifyInstance, db: Db, room: MessagesRoom): void {
  const { authenticate, clock, files } = room

  serveRoute(app, authenticate, contract.listThreads, async ({ query, viewer }) =>
    listThreads(db, clock, {
      user_id: viewer.user_id,
      role: query.role,
      about: aboutOf(query),
      limit: readLimit(query.limit, THREADS_PAGE),
      cursor: query.cursor,
    }),
  )

  serveRoute(app, authenticate, contract.listMessages, async ({ params, query, viewer }) =>
    listMessages(db, clock, {
      user_id: viewer.user_id,
      thread_id: toId(params.id),
      page: {
        after: query.after === undefined ? undefined : Number(query.after),
        before: query.cursor === undefined ? undefined : Number(query.cursor),
        limit: readLimit(query.limit, MESSAGES_PAGE),
      },
    }),
  )

  serveRoute(app, authenticate, contract.showPicture, async ({ params, viewer, reply }) => {
    const { user_id } = viewer
    const number = toId(params.message_id)
    const bytes = await showPicture(db, files, { user_id, thread_id: toId(params.id), number })
    reply.header('x-content-type-options', 'nosniff')
    reply.header('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
    return { type: 'image/webp' as const, bytes }
  })
}

function serveSending(app: FastifyInstance, db: Db, room: MessagesRoom): void {
  const { authenticate, clock } = room
  const post: Post = {
    db,
    ...room,
    tell: room.tell_threads,
    digest: digestWith(room.session_secret),
  }
  const present = (row: MessageRow) => presentMessage(row, row.author, clock)
  const sendTo = async (to: Address, call: TextCall) => {
    const key = call.headers['idempotency-key']
    const sending = { sender_id: call.viewer.user_id, to, idempotency_key: key }
    return sendText(post, sending, call.body.text)
  }

  serveRoute(app, authenticate, contract.askHost, async (call) => {
    const row = await sendTo({ house_id: toId(call.params.id) }, call)
    return { thread_id: row.thread_id, message: present(row) }
  })

  serveRoute(app, authenticate, contract.writeAboutOrder, async (call) => {
    const row = await sendTo({ order_id: toId(call.params.id) }, call)
    return { thread_id: row.thread_id, message: present(row) }
  })

  serveRoute(app, authenticate, contract.sendMessage, async (call) => ({
    message: present(await sendTo({ thread_id: toId(call.params.id) }, call)),
  }))

  serveRoute(app, authenticate, contract.sendPicture, async ({ params, headers, viewer, form }) => {
    const to = { thread_id: toId(params.id) }
    const key = headers['idempotency-key']
    const sending = { sender_id: viewer.user_id, to, idempotency_key: key }
    const file = { path: form.file, bytes: await readFile(form.file) }
    return { message: present(await sendPicture(post, room, sending, file)) }
  })
}

interface TextCall {
  readonly headers: { readonly 'idempotency-key'?: string }
  readonly viewer: { readonly user_id: number }
  readonly body: { readonly text: string }
}

function serveThreadChanges(app: FastifyInstance, db: Db, room: MessagesRoom): void {
  const { authenticate, clock, tell_threads } = room

  serveRoute(app, authenticate, contract.readThread, async ({ params, body, viewer }) => ({
    unread: await readThread(
      db,
      { clock, tell: tell_threads },
      { thread_id: toId(params.id), user_id: viewer.user_id, through: body.message_id },
    ),
  }))

  serveRoute(app, authenticate, contract.reportThread, async ({ params, body, viewer }) => {
    const reported = { thread_id: toId(params.id), user_id: viewer.user_id }
    await reportThread(db, clock, { ...reported, reason: body.reason })
    return undefined
  })

  serveRoute(app, authenticate, contract.blockPerson, async ({ params, body, viewer }) => {
    const thread = { thread_id: toId(params.id), user_id: viewer.user_id }
    await blockPerson(db, clock, { ...thread, blocked: body.blocked })
    return undefined
  })
}

function aboutOf({ house_id, order_id }: { house_id?: string; order_id?: string }) {
  if (house_id !== undefined) return { house_id: toId(house_id) }
  return order_id === undefined ? undefined : { order_id: toId(order_id) }
}

/** A key of its own, derived from the site's secret. */
function digestWith(secret: string): Post['digest'] {
  const key = deriveKey(secret, 'messages: digest')
  return (what) => {
    const hmac = createHmac('sha256', key)
    for (const part of what) hmac.update(`${part.length}:`).update(part)
    return hmac.digest('base64url')
  }
}
