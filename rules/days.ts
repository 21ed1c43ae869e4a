import { type NightDate, parseNightDate } from './night-date.ts'

/** Days that somebody wants to stay, inclusive at both ends: `first` is not after `last`. */
export interface Days {
  readonly first: NightDate
  readonly last: NightDate
}

/** Which of two texts is wrong, and why. */
export interface WrongDays {
  readonly wrong: 'first' | 'last'
  readonly problem: 'no_day' | 'before_first'
}

/** The days that two texts name: the only reader of a stay, whoever sent it and from wherever. */
export function readDays(first_text: unknown, last_text: unknown): Days | WrongDays {
  const first = parseNightDate(first_text)
  if (!first) return { wrong: 'first', problem: 'no_day' }
  const last = parseNightDate(last_text)
  if (!last) return { wrong: 'last', problem: 'no_day' }
  return last < first ? { wrong: 'last', problem: 'before_first' } : { first, last }
}

/** What an address asks for: nothing, a first day, a whole stay, or what is no stay. */
export interface AskedDays {
  readonly from?: NightDate
  readonly to?: NightDate
  readonly wrong?: true
}

/** The days that an address names: one alone is the first. */
export function readAskedDays(first: string | undefined, last: string | undefined): AskedDays {
  if (first === undefined && last === undefined) return {}
  const days = readDays(first ?? last, last ?? first)
  if ('wrong' in days) return { wrong: true }
  return first && last ? { from: days.first, to: days.last } : { from: days.first }
}
