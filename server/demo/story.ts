import type { ReviewStars } from '../reviews/review-stars.ts'

/** The life of one order, told in minutes before the moment at which the demo is filled in. */
export interface Story {
  /** Ids of houses begin at 1, in the order of their list. */
  readonly house: number
  readonly guest: string
  /** Days from today. */
  readonly first_day: number
  readonly days: number
  readonly placed_minutes_ago: number
  readonly moves: readonly Move[]
}

/** What somebody did with the order. What happens by itself is left to the passing of time. */
export interface Move {
  readonly minutes_ago: number
  readonly by: 'guest' | 'host' | 'payment'
  readonly action: 'accept' | 'reject' | 'cancel' | 'pay' | 'comment' | 'reply' | 'rate'
  /** A reason, a comment, or what is said of a comment or a guest. */
  readonly words?: string
  /** With a comment, and to a guest. */
  readonly given?: ReviewStars
}

type Action = Omit<Move, 'minutes_ago'>

const ACCEPT: Action = { by: 'host', action: 'accept' }
const PAY: Action = { by: 'payment', action: 'pay' }

export const stay = (
  house: number,
  guest: { readonly name: string },
  first_day: number,
  days: number,
) => ({ house, guest: guest.name, first_day, days })
export type Stay = ReturnType<typeof stay>

export const asked = (of: Stay, placed_minutes_ago: number): Story => ({
  ...of,
  placed_minutes_ago,
  moves: [],
})

/** As `story`, and so many minutes later this was done. */
function andThen(story: Story, minutes_later: number, action: Action): Story {
  const last_minutes_ago = story.moves.at(-1)?.minutes_ago ?? story.placed_minutes_ago
  const move = { ...action, minutes_ago: last_minutes_ago - minutes_later }
  return { ...story, moves: [...story.moves, move] }
}

export const accepted = (of: Stay, placed_minutes_ago: number, minutes_later: number): Story =>
  andThen(asked(of, placed_minutes_ago), minutes_later, ACCEPT)

export const rejected = (of: Stay, placed_minutes_ago: number, reason: string): Story =>
  andThen(asked(of, placed_minutes_ago), 140, { by: 'host', action: 'reject', words: reason })

export const paid = (of: Stay, placed_minutes_ago: number): Story =>
  andThen(accepted(of, placed_minutes_ago, 75), 11, PAY)

export const canceled = (story: Story, by: 'guest' | 'host', reason: string): Story =>
  andThen(story, 95, { by, action: 'cancel', words: reason })

export const HOUR = 60
export const DAY = 24 * HOUR

/** A stay that was paid for so many minutes before the day on which it began. */
export const stayed = (of: Stay, minutes_before: number): Story =>
  paid(of, minutes_before - of.first_day * DAY)

/** A comment so many minutes into the day after the last one, counted from the present hour. */
export function commented(story: Story, minutes_into: number, comment: string): Story {
  const minutes_ago = -(story.first_day + story.days) * DAY - minutes_into
  const move: Move = { minutes_ago, by: 'guest', action: 'comment', words: comment }
  return { ...story, moves: [...story.moves, move] }
}
