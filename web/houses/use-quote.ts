import { useQuery } from '@tanstack/react-query'
import type { DataOf, RouteOf } from '../api/contract.ts'
import { read } from '../api/queries.ts'

export type Quote = DataOf<RouteOf<'GET', '/houses/{id}/quote'>>['quote']

/** What days of a house cost for so many, and whether the house takes them; undefined until it is known. */
export function useQuote(
  house_id: number,
  from: string | undefined,
  to: string | undefined,
  guests: number,
): Quote | undefined {
  const whole = from !== undefined && to !== undefined && from <= to
  const { data } = useQuery({
    ...read('/houses/{id}/quote', {
      params: { id: house_id },
      query: { start_date: from ?? '', end_date: to ?? '', guests: String(guests) },
    }),
    enabled: whole,
  })
  return whole ? data?.quote : undefined
}

/** What the rules of a house say against days that nobody holds, in words; undefined: nothing. */
export const refusedByRules = (quote: Quote | undefined): string | undefined =>
  quote?.bookable === false && quote.refusal !== 'dates_taken' ? quote.reason : undefined
