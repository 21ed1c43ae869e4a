import {
  beginProblem,
  type StayProblem,
  type StayRules,
  stayProblem,
} from '../../rules/free-days.ts'
import { addDays, daysBetween, daysText } from '../i18n/format.ts'
import type { Words } from '../i18n/words.ts'

/** The first day alone while the last one is still to be chosen. */
export interface ChosenDays {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const isChoosingLast = ({ from, to }: ChosenDays): boolean => from !== undefined && to === undefined

/** Why a day cannot be pressed now; undefined where it can. */
export function dayState(
  day: string,
  chosen: ChosenDays,
  rules: StayRules,
): StayProblem | undefined {
  const { from } = chosen
  if (isChoosingLast(chosen) && from && day >= from) {
    const problem = stayProblem({ from, to: day }, rules)
    if (problem === undefined || day === from) return undefined
    if (problem === 'too_short') return 'too_short'
  }
  return beginProblem(day, rules)
}

/** What is chosen after a press on a day. */
export function choose(day: string, chosen: ChosenDays, rules: StayRules): ChosenDays {
  const { from } = chosen
  if (!isChoosingLast(chosen) || !from || day < from) return { from: day }
  if (!stayProblem({ from, to: day }, rules)) return { from, to: day }
  return day === from ? {} : { from: day }
}

/** Said of a day that cannot be pressed. */
export function explain(
  problem: StayProblem | undefined,
  { min_days }: StayRules,
  t: Words<'ui'>,
): string | undefined {
  if (problem === 'past') return t('gone')
  if (problem === 'taken') return t('taken')
  if (problem === 'too_far') return t('too_far')
  return problem && t('too_short', { count: min_days })
}

/** What to do next, said below the calendar. */
export function nextStep(
  { from, to }: ChosenDays,
  { min_days, max_days }: Pick<StayRules, 'min_days' | 'max_days'>,
  t: Words<'ui'>,
): string {
  if (!from) return t('first_day')
  if (to) return `${daysText(from, to)} · ${t('days', { count: daysBetween(from, to) })}`
  const limits = [
    min_days > 1 && t('at_least', { count: min_days }),
    max_days > 0 && t('at_most', { count: max_days }),
  ].filter(Boolean)
  return [t('last_day'), ...limits].join(' · ')
}

/** A stay of one day where only the first was chosen, if the house allows that. */
export const whole = ({ from, to }: ChosenDays, min_days: number): ChosenDays =>
  from && !to ? { from, to: addDays(from, min_days - 1) } : { from, to }
