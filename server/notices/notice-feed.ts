import type { Db } from '../schema.ts'
import { createSettledIds, type SettledIds } from './settled-ids.ts'
import { countUnread, findNoticesBehind, type NoticeRow } from './sql.ts'

const LOOK_EVERY_MS = 1_000
/** When somebody has just come, or a page was full. */
const LOOK_SOON_MS = 50
/** When a writer has not ended. */
const LOOK_AGAIN_MS = 250
const PAGE_MAX = 100

/** One open page of a person. */
export interface Follower {
  readonly user_id: number
  /** The id up to which it was told; undefined: from now on. */
  readonly last_id: number | undefined
  /** Whether it can be told more now; it loses nothing when it cannot. */
  ready(): boolean
  /** Where it begins, with what is unread. */
  welcome(through: number, unread: number): void
  tell(notices: readonly NoticeRow[], unread: number): void
}

export interface NoticeFeed {
  /** Tells a follower of every notice from where it begins, once and in order; returns what ends it. */
  follow(follower: Follower): () => void
  followers(): number
  close(): void
}

interface Following {
  readonly follower: Follower
  through: number | undefined
  welcomed: boolean
}

/**
 * One look at the database a second for all who follow on this server, and none while nobody does.
 * Every follower has a place of its own in the ids; coming back after a pause is the same as having
 * been slow.
 */
export function createNoticeFeed(db: Db, report: (error: Error) => void): NoticeFeed {
  const all = new Set<Following>()
  let timer: NodeJS.Timeout | undefined
  let due_ms = 0
  let looking = false
  let came = false
  let failing = false
  let closed = false
  let settle = createSettledIds()

  const look = async () => {
    timer = undefined
    looking = true
    came = false
    let wait_ms = LOOK_EVERY_MS
    try {
      // Who comes while it looks may know a later id than it will find: they wait for the next turn.
      const present = [...all]
      wait_ms = await tellAll(db, present, await settle(db))
      failing = false
    } catch (error) {
      if (!failing && !closed) report(error as Error)
      failing = true
    }
    looking = false
    if (all.size > 0) lookIn(came ? LOOK_SOON_MS : wait_ms)
    // What was settled when the last one left is long past when the next one comes.
    else settle = createSettledIds()
  }
  /** The sooner of two wishes holds, so that many who come put nothing off. */
  const lookIn = (wait_ms: number) => {
    const at_ms = performance.now() + wait_ms
    if (looking || closed || (timer && due_ms <= at_ms)) return
    clearTimeout(timer)
    due_ms = at_ms
    timer = setTimeout(look, wait_ms)
  }

  return {
    follow(follower) {
      const following = { follower, through: follower.last_id, welcomed: false }
      all.add(following)
      came = true
      lookIn(LOOK_SOON_MS)
      return () => void all.delete(following)
    },
    followers: () => all.size,
    close() {
      closed = true
      clearTimeout(timer)
      all.clear()
    },
  }
}

/** One turn; when the next one should come. */
async function tellAll(
  db: Db,
  present: readonly Following[],
  { given, settled }: SettledIds,
): Promise<number> {
  if (settled === undefined) return LOOK_SOON_MS
  const here = present.filter(({ follower }) => follower.ready())
  for (const one of here) {
    // An id that nobody was given is of another database: of a site that was set up anew.
    if (one.through === undefined || one.through > given) one.through = settled
  }
  const behind = here.filter(({ through }) => (through as number) < settled)
  const rows = await findRows(db, behind, settled)
  const newcomers = here.filter(({ welcomed }) => !welcomed)
  const counted = new Set([...rows.keys(), ...newcomers.map(({ follower }) => follower.user_id)])
  const unread = counted.size > 0 ? await countUnread(db, [...counted]) : new Map<number, number>()

  for (const one of newcomers) {
    one.follower.welcome(one.through as number, unread.get(one.follower.user_id) ?? 0)
    one.welcomed = true
  }
  let full = false
  for (const one of behind) {
    const { follower, through } = one
    const page = rows.get(follower.user_id) ?? []
    const news = page.filter((row) => row.id > (through as number))
    if (news.length > 0) follower.tell(news, unread.get(follower.user_id) ?? 0)
    const more = page.length === PAGE_MAX
    const reached = more ? (page.at(-1) as NoticeRow).id : settled
    one.through = Math.max(through as number, reached)
    full ||= more
  }
  if (full) return LOOK_SOON_MS
  return given > settled ? LOOK_AGAIN_MS : LOOK_EVERY_MS
}

/** For each person the next page behind the one of their followers that is furthest back. */
async function findRows(db: Db, behind: readonly Following[], settled: number) {
  const seen = new Map<number, number>()
  for (const { follower, through } of behind)
    seen.set(follower.user_id, Math.min(seen.get(follower.user_id) ?? settled, through as number))
  if (seen.size === 0) return new Map<number, NoticeRow[]>()
  const rows = await findNoticesBehind(db, seen, settled, PAGE_MAX)
  return Map.groupBy(rows, (row) => row.user_id)
}
