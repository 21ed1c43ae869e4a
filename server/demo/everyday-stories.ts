import { ACCOUNT_STORIES } from './data/account-stories.ts'
import { KIND_WORDS, PRAISE } from './data/comments.ts'
import type { DemoHouse } from './data/house.ts'
import { HOUSES } from './data/houses.ts'
import { GUEST, PEOPLE, SECOND_GUEST } from './data/people.ts'
import { createRandom, type Random } from './pictures/random.ts'
import {
  accepted,
  asked,
  canceled,
  commented,
  DAY,
  HOUR,
  paid,
  rejected,
  type Story,
  stay,
  stayed,
} from './story.ts'

/** The stays of the accounts end later, so that these never want their days. */
const LAST_PAST_DAY = -24
/** No booking is further ahead than this and a few days. */
const FIRST_LATER_DAY = 30
const LATER_DAYS = 50

/** Those who let nothing themselves; the accounts have stories of their own. */
const GUESTS = PEOPLE.filter(
  (person) => !person.proof && person !== GUEST && person !== SECOND_GUEST,
)

/** What goes on in every house: stays gone by with comments, and bookings to come. */
export function createEverydayStories(): Story[] {
  const random = createRandom(41)
  const nextComment = createComments()
  const told = new Set(ACCOUNT_STORIES.map((story) => story.house))
  return HOUSES.flatMap((house, index) => {
    const id = index + 1
    const guestAt = guestsFrom(index)
    return [
      ...pastStories(house, id, { random, guestAt, nextComment }),
      paid(
        stay(id, guestAt(5), FIRST_LATER_DAY + ((id * 11) % LATER_DAYS), daysIn(house, random)),
        (3 + (id % 5)) * DAY + id * 17,
      ),
      ...(told.has(id) ? [] : openStories(house, id, { random, guestAt })),
    ]
  })
}

type GuestAt = (turn: number) => { readonly name: string }

/** Guests take turns in a house, and each house begins with another one. */
const guestsFrom =
  (index: number): GuestAt =>
  (turn) =>
    GUESTS[(index * 3 + turn) % GUESTS.length] ?? GUEST

interface StoryContext {
  readonly random: Random
  readonly guestAt: GuestAt
}

function pastStories(
  house: DemoHouse,
  id: number,
  { random, guestAt, nextComment }: StoryContext & { nextComment: (house: DemoHouse) => string },
): Story[] {
  let last_day = LAST_PAST_DAY - Math.floor(random.between(0, 6))
  return Array.from({ length: house.past_stays }, (_, turn) => {
    const days = daysIn(house, random)
    const first_day = last_day - days + 1
    last_day = first_day - Math.floor(random.between(2, 9))
    const booked = random.between(3 * DAY, 12 * DAY)
    const story = stayed(stay(id, guestAt(turn), first_day, days), booked)
    return commented(story, random.between(2 * HOUR, 40 * HOUR), nextComment(house))
  })
}

/** One order that is under way, or came to nothing, by turns of the houses. */
function openStories(house: DemoHouse, id: number, { random, guestAt }: StoryContext): Story[] {
  const soon = stay(id, guestAt(6), 5 + (id % 9), daysIn(house, random))
  const kinds: readonly [Story, ...Story[]] = [
    asked(soon, random.between(20, 5 * HOUR)),
    rejected(soon, 2 * DAY + id * 13, '您选的日期有老客人预留了，换个时间欢迎再来。'),
    paid(soon, random.between(DAY, 3 * DAY)),
    canceled(paid(soon, 3 * DAY + id * 13), 'guest', '计划有变，下次再约'),
    stayed(stay(id, guestAt(6), -9, daysIn(house, random)), 5 * DAY + id * 13),
    accepted(soon, 2 * HOUR, 2 * HOUR - 6),
    asked(soon, 4 * DAY + id * 13),
  ]
  return [kinds[id % kinds.length] ?? kinds[0]]
}

function daysIn({ days: [min, max] }: DemoHouse, random: Random): number {
  const days = min + Math.floor(random.between(0, 3.2))
  return max === 0 ? days : Math.min(days, max)
}

/** Words of praise and words that fit any house, by turns, each list from its beginning. */
function createComments() {
  const used = new Map<readonly string[], number>()
  let turn = 0
  return ({ charm }: DemoHouse): string => {
    turn += 1
    const words = turn % 3 === 0 ? KIND_WORDS : PRAISE[charm]
    const next = used.get(words) ?? 0
    used.set(words, next + 1)
    return words[next % words.length] ?? ''
  }
}
