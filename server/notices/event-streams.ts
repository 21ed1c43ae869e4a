import type { Language } from '../../contract/refusals.ts'
import { Refusal } from '../../contract/refusals.ts'
import type { EventStream } from '../platform/http/event-stream.ts'
import { presentNotice } from './list-notices.ts'
import type { NoticeFeed } from './notice-feed.ts'
import type { Telling } from './notice-text.ts'

const STREAMS_PER_PERSON_MAX = 10
const STREAMS_MAX = 5_000
const CHECK_EVERY_MS = 5_000
/** Every so many checks; proxies close what is silent for a minute. */
const CHECKS_PER_KEEP_ALIVE = 5
/** So many checks in a row may find a client that has not fetched what it was sent. */
const CONGESTED_CHECKS_MAX = 12

export interface NewStream {
  readonly user_id: number
  readonly language: Language
  readonly last_id: number | undefined
  /** Whether the session that the stream was opened with is still there. */
  readonly isLoggedIn: () => Promise<boolean>
  /** Called once no limit stands against the stream. */
  readonly open: () => EventStream
}

/** The streams of notices that are open on this server. */
export interface EventStreams {
  /**
   * @throws {Refusal} `too_many_requests` for a person's eleventh, `overloaded` for more than this
   * server holds, `shutting_down` when it stops.
   */
  follow(wanted: NewStream): EventStream
  open(): number
  /** Ends all of them: browsers come again, to another server. */
  close(): void
}

export function createEventStreams(feed: NoticeFeed, telling: Telling): EventStreams {
  const by_person = new Map<number, Set<EventStream>>()
  let open = 0
  let closed = false

  const keep = (user_id: number, stream: EventStream) => {
    const theirs = by_person.get(user_id) ?? new Set()
    by_person.set(user_id, theirs.add(stream))
    open += 1
    stream.onClose(() => {
      open -= 1
      theirs.delete(stream)
      if (theirs.size === 0) by_person.delete(user_id)
    })
  }

  return {
    follow({ user_id, language, last_id, isLoggedIn, open: openStream }) {
      if (closed) throw new Refusal('shutting_down')
      if (open >= STREAMS_MAX) throw new Refusal('overloaded')
      if ((by_person.get(user_id)?.size ?? 0) >= STREAMS_PER_PERSON_MAX)
        throw new Refusal('too_many_requests')
      const stream = openStream()
      keep(user_id, stream)
      const unsubscribe = feed.subscribe({
        user_id,
        last_id,
        isReady: () => !stream.congested,
        start: (id, unread) => stream.send({ id, event: 'unread', data: { unread } }),
        deliver(rows, unread) {
          for (const row of rows) {
            const notice = presentNotice(row, telling, language)
            stream.send({ id: row.id, event: 'notice', data: { notice, unread } })
          }
        },
      })
      const stopWatching = watch(stream, isLoggedIn)
      stream.onClose(() => {
        unsubscribe()
        stopWatching()
      })
      return stream
    },
    open: () => open,
    close() {
      closed = true
      for (const stream of [...by_person.values()].flatMap((theirs) => [...theirs])) stream.end()
    },
  }
}

/** Keeps a stream alive, and ends it when its client has logged out or fetches nothing any more. */
function watch(stream: EventStream, isLoggedIn: () => Promise<boolean>): () => void {
  let checks = 0
  let congested_checks = 0
  const check = async () => {
    checks += 1
    congested_checks = stream.congested ? congested_checks + 1 : 0
    if (congested_checks > CONGESTED_CHECKS_MAX) return stream.drop()
    if (checks % CHECKS_PER_KEEP_ALIVE === 0 && !stream.congested) stream.keepAlive()
    // While the database is unavailable nobody counts as logged out.
    if (!(await isLoggedIn().catch(() => true))) stream.end()
  }
  const timer = setInterval(check, CHECK_EVERY_MS)
  return () => clearInterval(timer)
}
