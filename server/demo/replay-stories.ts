import { sql } from 'kysely'
import { addDays } from '../../rules/night-date.ts'
import { WIDEST_BOOKING_LIMITS } from '../availability/settings.ts'
import { changeOrder } from '../orders/change-order.ts'
import { placeBatchWithin } from '../orders/place-batch.ts'
import { STANDARD_DEADLINES } from '../orders/settings.ts'
import { sweepOrders } from '../orders/sweep-orders.ts'
import { processCallback } from '../payments/process-callback.ts'
import { createSandbox } from '../payments/providers/sandbox.ts'
import { refundOrder } from '../payments/request-refund.ts'
import { sendRefunds } from '../payments/send-refunds.ts'
import { startPayment } from '../payments/start-payment.ts'
import { type Clock, createClock } from '../platform/database/clock.ts'
import { rateGuest } from '../reviews/rate-guest.ts'
import { replyToReview } from '../reviews/reply-to-review.ts'
import type { Database, Db } from '../schema.ts'
import type { Move, Story } from './story.ts'

/** The ids of the people and houses that stories name. */
export interface StoryIds {
  readonly userId: (name: string) => number
  readonly houseId: (house: number) => number
  readonly hostId: (house: number) => number
}

interface Step {
  readonly at: Date
  readonly take: () => Promise<void>
}

/**
 * Replays the stories through the use cases of the site, in the order of time and with a clock that
 * shows each step's own moment; deadlines that pass in between take effect. Deadlines are the
 * standard ones, whatever the site's are. So orders, events and the ledger of nights come out as
 * they would have.
 */
export async function replayStories(
  database: Database,
  clock: Clock,
  stories: readonly Story[],
  ids: StoryIds,
): Promise<void> {
  const present = clock.now()
  let now = present
  const past = createClock(clock.zone, () => now)
  const passTimeUntil = async (at: Date) => {
    for (let due = await nextDeadline(database.kysely, at); due; ) {
      now = due
      const moved = await sweepOrders(database.kysely, past)
      if ([...moved.values()].every((count) => count === 0))
        throw new Error(`demo: nothing came of what was due at ${due.toISOString()}`)
      due = await nextDeadline(database.kysely, at)
    }
    now = at
  }
  const steps = stories.flatMap((story) => stepsOf(database, past, present, story, ids))
  steps.sort((one, other) => one.at.getTime() - other.at.getTime())
  for (const { at, take } of steps) {
    await passTimeUntil(at)
    await take()
  }
  await passTimeUntil(present)
}

async function nextDeadline(db: Db, until: Date): Promise<Date | undefined> {
  const { due_at } = await db
    .selectFrom('orders')
    .select(sql<Date | null>`min(due_at)`.as('due_at'))
    .where('due_at', '<=', until)
    .executeTakeFirstOrThrow()
  return due_at ?? undefined
}

function stepsOf(
  database: Database,
  past: Clock,
  present: Date,
  story: Story,
  ids: StoryIds,
): Step[] {
  const house_id = ids.houseId(story.house)
  const guest_id = ids.userId(story.guest)
  const today = createClock(past.zone, () => present).today()
  const ago = (minutes: number) => new Date(present.getTime() - Math.round(minutes * 60) * 1000)
  let order_id = 0

  const place = async () => {
    const start_date = addDays(today, story.first_day)
    const end_date = addDays(start_date, story.days - 1)
    const request = { guest_id, house_id, start_date, end_date, idempotency_key: undefined }
    const [outcome] = await placeBatchWithin(STANDARD_DEADLINES, WIDEST_BOOKING_LIMITS)(
      database,
      past,
      [request],
    )
    if (!outcome || 'refusal' in outcome)
      throw new Error(`demo: ${outcome?.refusal} for ${JSON.stringify(story)}`)
    order_id = outcome.order_id
  }
  const move = async ({ by, action, words = '', given }: Move) => {
    const host_id = ids.hostId(story.house)
    if (action === 'reply' || action === 'rate') {
      const said = { order_id, host_id, text: words, edit: false }
      if (action === 'reply') return replyToReview(database.kysely, past, said)
      return rateGuest(database.kysely, past, { ...said, stars: given?.stars ?? 5 })
    }
    if (action === 'pay') return pay(database.kysely, past, { order_id, guest_id })
    const user_id = by === 'host' ? host_id : guest_id
    const said = action === 'comment' ? { comment: words, stars: given } : { reason: words }
    await changeOrder(database.kysely, past, RULES, { order_id, user_id, action, ...said })
    // The job would do it within seconds, but its clock shows the present.
    if (action === 'cancel') await sendRefunds(database.kysely, past, SANDBOX, noReport)
  }

  return [
    { at: ago(story.placed_minutes_ago), take: place },
    ...story.moves.map((one) => ({
      at: ago(one.minutes_ago),
      take: async () => void (await move(one)),
    })),
  ]
}

const noReport = (error: unknown) => {
  throw error
}

const RULES = { deadlines: STANDARD_DEADLINES, refund: refundOrder }

/** Signs and reads its own callbacks only, so the secret protects nothing. */
const SANDBOX = createSandbox('demo')
const WAY = { provider: SANDBOX.name, channel: undefined }

async function pay(db: Db, past: Clock, order: { order_id: number; guest_id: number }) {
  const payment = await startPayment(db, past, RULES, { ...order, ...WAY })
  if (!payment) return
  const callback = SANDBOX.signTrade({ ...payment, trade_status: 'TRADE_SUCCESS' })
  await processCallback(db, past, RULES, SANDBOX.name, await SANDBOX.readReturn(callback))
}
