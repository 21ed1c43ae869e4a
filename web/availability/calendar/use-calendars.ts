import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import type { HostDay, Stay } from '../../api/contract.ts'
import { read } from '../../api/queries.ts'
import { addDays, daysBetween } from '../../i18n/format.ts'

/** Days of a house by their date. */
export type HouseDays = ReadonlyMap<string, HostDay>

export interface Calendars {
  /** By house; empty until they are known. */
  readonly days: ReadonlyMap<number, HouseDays>
  readonly stays: readonly Stay[]
  /** Undefined while anything is there to be shown. */
  readonly error: Error | undefined
  readonly pending: boolean
  readonly refetch: () => void
}

// As far as one question may reach.
const HOUSES_MAX = 20
const DAYS_MAX = 100
/** Other sites' calendars are read meanwhile, and the host may be at a second screen. */
const AGAIN_MS = 60_000

/** What is known of the days of houses, and who stays there; kept in step while it is seen. */
export function useCalendars(house_ids: readonly number[], from: string, to: string): Calendars {
  const live = { placeholderData: keepPreviousData, refetchInterval: AGAIN_MS }
  const days = useQueries({
    queries: chunks(house_ids).flatMap((ids) =>
      spansOf(from, to).map((span) => ({
        ...read('/user/calendars', { query: { houses: ids.join(','), ...span } }),
        ...live,
      })),
    ),
    combine: (answers) => ({
      by_house: merged(answers.flatMap(({ data }) => data?.houses ?? [])),
      error: answers.find(({ error, data }) => error && !data)?.error ?? undefined,
      refetch: () => void answers.map((answer) => answer.refetch()),
    }),
  })
  const stays = useQuery({ ...read('/user/stays', { query: { from, to } }), ...live })
  const { data, isPending, refetch } = stays
  return {
    days: days.by_house,
    stays: data?.stays ?? [],
    error: data ? days.error : (stays.error ?? undefined),
    pending: isPending,
    refetch: () => {
      days.refetch()
      void refetch()
    },
  }
}

function merged(houses: readonly { house_id: number; days: readonly HostDay[] }[]) {
  const by_house = new Map<number, Map<string, HostDay>>()
  for (const { house_id, days } of houses) {
    const known = by_house.get(house_id) ?? new Map<string, HostDay>()
    for (const day of days) known.set(day.date, day)
    by_house.set(house_id, known)
  }
  return by_house
}

const chunks = (ids: readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: Math.ceil(ids.length / HOUSES_MAX) }, (_, place) =>
    ids.slice(place * HOUSES_MAX, (place + 1) * HOUSES_MAX),
  )

const spansOf = (from: string, to: string) =>
  Array.from({ length: Math.ceil(daysBetween(from, to) / DAYS_MAX) }, (_, place) => {
    const first = addDays(from, place * DAYS_MAX)
    const last = addDays(first, DAYS_MAX - 1)
    return { from: first, to: last < to ? last : to }
  })
