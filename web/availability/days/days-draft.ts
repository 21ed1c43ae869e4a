import type { HostDay } from '../../api/contract.ts'
import { STAY_NIGHTS_MAX } from '../rules/rule-limits.ts'
import { readCount, readPrice } from '../rules/typed.ts'
import type { DaysChange } from './use-change-days.ts'

/** What is typed for chosen days; empty: it stays as it is. */
export interface DaysDraft {
  /** Undefined while some are closed and some are not. */
  readonly closed: boolean | undefined
  readonly note: string
  readonly price: string
  readonly min_days: string
  readonly max_days: string
}

/** Whether the days are closed: all of those that a host can close or open. */
function closedNow(days: readonly HostDay[]): boolean | undefined {
  const states = new Set(days.map(({ state }) => state === 'closed'))
  return states.size === 1 ? states.has(true) : undefined
}

/** The note that all of the days have. */
const noteNow = (days: readonly HostDay[]): string => {
  const notes = new Set(days.map(({ note = '' }) => note))
  const [note = ''] = notes
  return notes.size === 1 ? note : ''
}

export const draftOfDays = (days: readonly HostDay[]): DaysDraft => ({
  closed: closedNow(days),
  note: noteNow(days),
  price: '',
  min_days: '',
  max_days: '',
})

type Fields = Omit<DaysChange, 'start_date' | 'end_date'>

/** What of the draft is a change. */
export function changeOf(draft: DaysDraft, days: readonly HostDay[]): Fields {
  const before = draftOfDays(days)
  const note = draft.note.trim()
  const closing = draft.closed === true && (before.closed !== true || note !== before.note)
  return {
    ...(closing && { closed: true, note }),
    ...(draft.closed === false && before.closed !== false && { closed: false }),
    ...(draft.price.trim() && { price: draft.price.trim() }),
    ...(draft.min_days.trim() && { min_days: Number(draft.min_days) }),
    ...(draft.max_days.trim() && { max_days: Number(draft.max_days) }),
  }
}

export type DaysProblem = 'price' | 'min_days' | 'max_days' | 'max_below_min'

/** What of the draft cannot be, by the field that it stands in. */
export function problemOf(
  { price, min_days, max_days }: DaysDraft,
  days: readonly HostDay[],
): DaysProblem | undefined {
  if (price.trim() && readPrice(price) === undefined) return 'price'
  const least = readCount(min_days, { min: 1, max: STAY_NIGHTS_MAX })
  if (min_days.trim() && least === undefined) return 'min_days'
  const most = readCount(max_days, { min: 0, max: STAY_NIGHTS_MAX })
  if (max_days.trim() && most === undefined) return 'max_days'
  const contradicts = days.some((day) => {
    const longest = most ?? day.max_days
    return longest > 0 && longest < (least ?? day.min_days)
  })
  return (least ?? most) !== undefined && contradicts ? 'max_below_min' : undefined
}
