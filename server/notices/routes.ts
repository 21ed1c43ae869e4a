import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/notices.ts'
import type { Authentication } from '../account/authentication.ts'
import type { Sessions } from '../account/sessions.ts'
import { languageOf } from '../platform/http/envelope.ts'
import { openEventStream } from '../platform/http/event-stream.ts'
import type { Lifecycle } from '../platform/http/lifecycle.ts'
import type { Metrics } from '../platform/http/metrics.ts'
import { readLimit } from '../platform/http/read-limit.ts'
import { type Authenticate, serveRoute } from '../platform/http/serve-route.ts'
import type { Db } from '../schema.ts'
import { createEventStreams } from './event-streams.ts'
import { listNotices } from './list-notices.ts'
import { createNoticeFeed } from './notice-feed.ts'
import type { Telling } from './notice-text.ts'
import { readNotices } from './read-notices.ts'

const PAGE = { standard: 20, max: 100 }

export interface NoticesRoom extends Telling {
  readonly authenticate: Authenticate
  readonly readToken: Authentication['readToken']
  readonly sessions: Sessions
  readonly lifecycle: Lifecycle
  readonly metrics: Metrics
}

export function serveNotices(app: FastifyInstance, db: Db, room: NoticesRoom): void {
  const { authenticate, clock, sessions } = room
  const streams = openStreams(app, db, room)

  serveRoute(app, authenticate, contract.listNotices, async ({ query, viewer, request }) =>
    listNotices(db, room, {
      user_id: viewer.user_id,
      limit: readLimit(query.limit, PAGE),
      cursor: query.cursor,
      language: languageOf(request),
    }),
  )

  serveRoute(app, authenticate, contract.readNotices, async ({ body, viewer }) => ({
    unread: await readNotices(db, clock, { user_id: viewer.user_id, ...body }),
  }))

  serveRoute(
    app,
    authenticate,
    contract.followEvents,
    async ({ headers, viewer, request, reply }) => {
      const last_id = headers['last-event-id']
      const token = room.readToken(request) ?? ''
      return streams.follow({
        user_id: viewer.user_id,
        language: languageOf(request),
        last_id: last_id === undefined ? undefined : Number(last_id),
        isLoggedIn: async () => (await sessions.find(token)) !== undefined,
        open: () => openEventStream(reply),
      })
    },
  )
}

/** Streams that end when the server stops: none of them would by itself. */
function openStreams(app: FastifyInstance, db: Db, room: NoticesRoom) {
  const { lifecycle, metrics } = room
  const feed = createNoticeFeed(db, (error) =>
    app.log.warn({ err: error }, 'notices cannot be looked up; open pages wait for them'),
  )
  const streams = createEventStreams(feed, room)
  const close = () => {
    streams.close()
    feed.close()
  }
  lifecycle.onDrain(close)
  app.addHook('preClose', async () => close())
  metrics.watch('ihome_event_streams', 'Open streams of notices', streams.open)
  return streams
}
