import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { readAskedDays } from '../../rules/days.ts'
import {
  freeStays,
  type Stay,
  type StayProblem,
  type StayRules,
  stayProblem,
} from '../../rules/free-days.ts'
import type { DataOf, RouteOf } from '../api/contract.ts'
import { read } from '../api/queries.ts'
import { daysBetween, today } from '../i18n/format.ts'
import type { ChosenDays } from '../ui/date-range-rules.ts'
import { readGuests } from './asked-guests.ts'
import { type Quote, refusedByRules, useQuote } from './use-quote.ts'

export type FullHouse = DataOf<RouteOf<'GET', '/houses/{id}'>>['house']

const route = getRouteApi('/houses/$id')

/** The days chosen for a house, kept in the address, and what speaks against them. */
export interface ChosenStay {
  readonly value: ChosenDays
  readonly rules: StayRules
  readonly days: number
  readonly guests: number
  readonly problem: StayProblem | 'no_stay' | 'rules' | undefined
  /** What they cost, and whether the house's rules take them; undefined until it is known. */
  readonly quote: Quote | undefined
  /** The next free days instead, as many. */
  readonly instead: Stay | undefined
  choose(value: ChosenDays): void
  chooseGuests(guests: string): void
}

/** Rules of single days may say otherwise than the house does: the quote knows them. */
function problemOf(problem: StayProblem | undefined, quote: Quote | undefined) {
  if (quote?.bookable) return undefined
  return problem ?? (refusedByRules(quote) ? 'rules' : undefined)
}

export function useStay(house: FullHouse): ChosenStay {
  const { sd, ed, guests: party } = route.useSearch()
  const guests = readGuests(party, house.capacity)
  const navigate = route.useNavigate()
  const calendar = useQuery(read('/houses/{id}/calendar', { params: { id: house.hid } }))
  const { min_days, max_days } = house
  const rules: StayRules = {
    taken: calendar.data?.taken ?? [],
    min_days,
    max_days,
    today: today(),
    first_day: calendar.data?.first_day,
    last_day: calendar.data?.last_day,
    terms: calendar.data?.terms,
  }
  const { wrong, ...value } = readAskedDays(sd, ed)
  const whole = value.from && value.to ? { from: value.from, to: value.to } : undefined
  const days = whole ? daysBetween(whole.from, whole.to) : 0
  const quote = useQuote(house.hid, whole?.from, whole?.to, guests)
  const problem = wrong ? 'no_stay' : whole && problemOf(stayProblem(whole, rules), quote)
  return {
    value,
    rules,
    days,
    guests,
    problem,
    quote,
    // Nothing is offered before it is known what is taken.
    instead: problem && whole && calendar.data ? freeStays(whole, rules, 1)[0] : undefined,
    choose: ({ from, to }) =>
      void navigate({
        search: {
          ...(from && { sd: from }),
          ...(to && { ed: to }),
          ...(party && { guests: party }),
        },
        replace: true,
        resetScroll: false,
      }),
    chooseGuests: (many) =>
      void navigate({
        search: (days) => ({ ...days, guests: many }),
        replace: true,
        resetScroll: false,
      }),
  }
}
