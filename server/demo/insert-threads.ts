import { readThread } from '../messages/change-thread.ts'
import { type Post, sendText } from '../messages/send-message.ts'
import type { TellThreads } from '../messages/told-people.ts'
import { type Clock, createClock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { TALKS } from './data/talks.ts'
import type { StoryIds } from './replay-stories.ts'

/** What people wrote each other, by the use cases of the site and with a clock of its own. */
export async function insertThreads(
  db: Db,
  clock: Clock,
  tell: TellThreads,
  ids: StoryIds,
): Promise<void> {
  let now = clock.now()
  const past = createClock(clock.zone, () => now)
  const post: Post = { db, clock: past, tries: UNCOUNTED, tell, digest: () => '' }
  const ago = (minutes: number) => new Date(clock.now().getTime() - minutes * 60_000)
  const threads = new Map<number, number>()

  const lines = TALKS.flatMap((talk) => talk.said.map((line) => ({ talk, line })))
  lines.sort((one, other) => other.line[0] - one.line[0])
  for (const { talk, line } of lines) {
    const [minutes_ago, by, text] = line
    now = ago(minutes_ago)
    const [guest_id, host_id] = [ids.userId(talk.guest), ids.hostId(talk.house)]
    const house_id = ids.houseId(talk.house)
    const known = threads.get(house_id)
    const { thread_id, number } = await sendText(
      post,
      {
        sender_id: by === 'guest' ? guest_id : host_id,
        to: known ? { thread_id: known } : { house_id },
        idempotency_key: undefined,
      },
      text,
    )
    threads.set(house_id, thread_id)
    if (number > talk.said.length - talk.unread) continue
    const user_id = by === 'guest' ? host_id : guest_id
    await readThread(db, { clock: past, tell }, { thread_id, user_id, through: undefined })
  }
}

/** Nobody is held up by what the demo writes. */
const UNCOUNTED = {
  count: async () => 1,
  takeBack: async () => undefined,
  forget: async () => undefined,
}
