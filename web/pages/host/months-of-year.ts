import type { Earnings, OwnHouse, Stay } from '../../api/contract.ts'
import { daysBetween } from '../../i18n/format.ts'
import { firstOf, lastOf } from '../../i18n/month.ts'

/** What a host made in one month, and how full the houses were. */
export interface MonthFigures {
  readonly month: string
  readonly stays: number
  readonly gross: number
  readonly fee: number
  readonly net: number
  readonly held_days: number
  /** Days that could be held. */
  readonly open_days: number
  /** From 0 to 1. */
  readonly occupancy: number
}

const laterOf = (one: string, other: string) => (one > other ? one : other)
const earlierOf = (one: string, other: string) => (one < other ? one : other)

/** Days of stays within a month; both ends of a stay count. */
const heldIn = (month: string, { start_date, end_date }: Stay): number =>
  Math.max(0, daysBetween(laterOf(start_date, firstOf(month)), earlierOf(end_date, lastOf(month))))

/** Days of a month on which a house could have been held: none before it was published. */
function openDays(month: string, houses: readonly OwnHouse[], stays: readonly Stay[]): number {
  const visited = new Set(
    stays.filter((stay) => heldIn(month, stay) > 0).map(({ house_id }) => house_id),
  )
  return houses
    .filter(({ house_id, listed }) => listed || visited.has(house_id))
    .map(({ ctime }) => laterOf(firstOf(month), ctime.slice(0, 10)))
    .reduce((days, from) => days + Math.max(0, daysBetween(from, lastOf(month))), 0)
}

export const monthsOfYear = (
  year: number,
  { months }: Pick<Earnings, 'months'>,
  houses: readonly OwnHouse[],
  stays: readonly Stay[],
): readonly MonthFigures[] =>
  Array.from({ length: 12 }, (_, place) => {
    const month = `${year}-${String(place + 1).padStart(2, '0')}`
    const earned = months.find((one) => one.month === month)
    const held_days = stays.reduce((days, stay) => days + heldIn(month, stay), 0)
    const open_days = openDays(month, houses, stays)
    return {
      month,
      stays: earned?.stays ?? 0,
      gross: earned?.gross ?? 0,
      fee: earned?.fee ?? 0,
      net: earned?.net ?? 0,
      held_days,
      open_days,
      occupancy: open_days ? held_days / open_days : 0,
    }
  })
