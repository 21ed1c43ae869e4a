import type { Db } from '../schema.ts'
import { type CommittedIds, createCommittedIds } from './committed-ids.ts'
import { countUnread, findNoticesBehind, type NoticeRow } from './sql.ts'

const POLL_EVERY_MS = 1_000
/** After somebody subscribed, or where a page was full. */
const POLL_SOON_MS = 50
/** While a transaction that writes notices is still open. */
const POLL_AGAIN_MS = 250
const PAGE_MAX = 100

/** One open event stream of a person. */
export interface Subscriber {
  readonly user_id: number
  /** The last notice that was delivered to it; undefined: it begins with the next one. */
  readonly last_id: number | undefined
  /** Whether it can take more now; what it cannot take is delivered later. */
  isReady(): boolean
  /** Called first, with the id that it begins behind and how many notices are unread. */
  start(last_id: number, unread: number): void
  deliver(notices: readonly NoticeRow[], unread: number): void
}

export interface NoticeFeed {
  /** Delivers every notice behind `last_id`, once and in order; returns what ends it. */
  subscribe(subscriber: Subscriber): () => void
  subscribers(): number
  close(): void
}

interface Subscription {
  readonly subscriber: Subscriber
  last_id: number | undefined
  started: boolean
}

/**
 * Polls the database once a second for all who subscribe on this server, and not at all while
 * nobody does. Each subscription has its own last id, so one that comes back after a pause is
 * treated like one that was slow.
 */
export function createNoticeFeed(db: Db, report: (error: Error) => void): NoticeFeed {
  const subscriptions = new Set<Subscription>()
  let timer: NodeJS.Timeout | undefined
  let due_ms = 0
  let polling = false
  let joined = false
  let failing = false
  let closed = false
  let findCommittedIds = createCommittedIds()

  const poll = async () => {
    timer = undefined
    polling = true
    joined = false
    let wait_ms = POLL_EVERY_MS
    try {
      // Whoever subscribes during the poll may know a later id than it finds, so they wait for the
      // next one.
      const present = [...subscriptions]
      wait_ms = await deliverAll(db, present, await findCommittedIds(db))
      failing = false
    } catch (error) {
      if (!failing && !closed) report(error as Error)
      failing = true
    }
    polling = false
    if (subscriptions.size > 0) pollIn(joined ? POLL_SOON_MS : wait_ms)
    // What was known of open transactions is out of date when somebody subscribes again.
    else findCommittedIds = createCommittedIds()
  }
  /** The earlier of two times holds, so that many new subscribers delay nothing. */
  const pollIn = (wait_ms: number) => {
    const at_ms = performance.now() + wait_ms
    if (polling || closed || (timer && due_ms <= at_ms)) return
    clearTimeout(timer)
    due_ms = at_ms
    timer = setTimeout(poll, wait_ms)
  }

  return {
    subscribe(subscriber) {
      const subscription = { subscriber, last_id: subscriber.last_id, started: false }
      subscriptions.add(subscription)
      joined = true
      pollIn(POLL_SOON_MS)
      return () => void subscriptions.delete(subscription)
    },
    subscribers: () => subscriptions.size,
    close() {
      closed = true
      clearTimeout(timer)
      subscriptions.clear()
    },
  }
}

/** Returns how long to wait for the next poll. */
async function deliverAll(
  db: Db,
  subscriptions: readonly Subscription[],
  { given, committed }: CommittedIds,
): Promise<number> {
  if (committed === undefined) return POLL_SOON_MS
  const ready = subscriptions.filter(({ subscriber }) => subscriber.isReady())
  for (const one of ready) {
    // An id that was never given comes from another database, before the site was set up anew.
    if (one.last_id === undefined || one.last_id > given) one.last_id = committed
  }
  const behind = ready.filter(({ last_id }) => (last_id as number) < committed)
  const rows = await findRows(db, behind, committed)
  const newcomers = ready.filter(({ started }) => !started)
  const counted = new Set([
    ...rows.keys(),
    ...newcomers.map(({ subscriber }) => subscriber.user_id),
  ])
  const unread = counted.size > 0 ? await countUnread(db, [...counted]) : new Map<number, number>()

  for (const one of newcomers) {
    one.subscriber.start(one.last_id as number, unread.get(one.subscriber.user_id) ?? 0)
    one.started = true
  }
  let full = false
  for (const one of behind) {
    const { subscriber, last_id } = one
    const page = rows.get(subscriber.user_id) ?? []
    const undelivered = page.filter((row) => row.id > (last_id as number))
    if (undelivered.length > 0) subscriber.deliver(undelivered, unread.get(subscriber.user_id) ?? 0)
    const more = page.length === PAGE_MAX
    const reached = more ? (page.at(-1) as NoticeRow).id : committed
    one.last_id = Math.max(last_id as number, reached)
    full ||= more
  }
  if (full) return POLL_SOON_MS
  return given > committed ? POLL_AGAIN_MS : POLL_EVERY_MS
}

/** For each person the next page behind the subscription of theirs that is furthest back. */
async function findRows(db: Db, behind: readonly Subscription[], committed: number) {
  const last_ids = new Map<number, number>()
  for (const { subscriber, last_id } of behind) {
    const furthest_back = last_ids.get(subscriber.user_id) ?? committed
    last_ids.set(subscriber.user_id, Math.min(furthest_back, last_id as number))
  }
  if (last_ids.size === 0) return new Map<number, NoticeRow[]>()
  const rows = await findNoticesBehind(db, last_ids, committed, PAGE_MAX)
  return Map.groupBy(rows, (row) => row.user_id)
}
