import {
  beginProblem,
  type StayProblem,
  type StayRules,
  stayProblem,
} from '../../rules/free-days.ts'
import { endOfStay, lastOfStay, type StayUnit } from '../../rules/stay-words.ts'
import { addDays, daysBetween, shortDay } from '../i18n/format.ts'
import type { Words } from '../i18n/words.ts'

/**
 * First and last day that are paid for; the first alone while the other is still to be chosen. What
 * is pressed in a calendar is the first day and the end: where nights are counted, the day of check-out.
 */
export interface ChosenDays {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** How a house takes stays, and what its calendar counts. */
export interface Choosing extends StayRules {
  readonly unit: StayUnit
}

const isChoosingEnd = ({ from, to }: ChosenDays): boolean => from !== undefined && to === undefined

/** Why a stay cannot end on this day: one of no night at all is none. */
function endProblem(end: string, from: string, rules: Choosing): StayProblem | undefined {
  const to = lastOfStay(rules.unit, end)
  return to < from ? 'too_short' : stayProblem({ from, to }, rules)
}

/** Why a day cannot be pressed now; undefined where it can. */
export function dayState(
  day: string,
  chosen: ChosenDays,
  rules: Choosing,
): StayProblem | undefined {
  const { from } = chosen
  // Pressed once more, the first day is given up.
  if (isChoosingEnd(chosen) && from === day) return undefined
  if (isChoosingEnd(chosen) && from && day > from) {
    const problem = endProblem(day, from, rules)
    if (problem === undefined || problem === 'too_short') return problem
  }
  return beginProblem(day, rules)
}

/** What is chosen after a press on a day. */
export function choose(day: string, chosen: ChosenDays, rules: Choosing): ChosenDays {
  const { from } = chosen
  if (!isChoosingEnd(chosen) || !from || day < from) return { from: day }
  if (!endProblem(day, from, rules)) return { from, to: lastOfStay(rules.unit, day) }
  return day === from ? {} : { from: day }
}

/** Said of a day that cannot be pressed. */
export function explain(
  problem: StayProblem | undefined,
  { min_days }: StayRules,
  t: Words<'ui/dates'>,
): string | undefined {
  if (problem === 'past') return t('gone')
  if (problem === 'taken') return t('taken')
  if (problem === 'too_far') return t('too_far')
  if (problem === 'rules') return t('no_begin')
  return problem && t('too_short', { count: min_days })
}

/** What is chosen and what to do next, said below the calendar. */
export function nextStep(
  { from, to }: ChosenDays,
  { min_days, max_days, unit }: Pick<Choosing, 'min_days' | 'max_days' | 'unit'>,
  t: Words<'ui/dates'>,
): string {
  if (!from) return t('first_day')
  if (to) {
    const last = shortDay(endOfStay(unit, to))
    return t(`stay_${unit}`, { first: shortDay(from), last, count: daysBetween(from, to) })
  }
  const limits = [
    min_days > 1 && t('at_least', { count: min_days }),
    max_days > 0 && t('at_most', { count: max_days }),
  ].filter(Boolean)
  return [t(`last_day_${unit}`, { day: shortDay(from) }), ...limits].join(' · ')
}

/** The shortest stay where only the first day was chosen. */
export const whole = ({ from, to }: ChosenDays, min_days: number): ChosenDays =>
  from && !to ? { from, to: addDays(from, min_days - 1) } : { from, to }
