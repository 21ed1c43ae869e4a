import { queryOptions, useQuery } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import type { DataOf, RouteOf } from '../api/contract.ts'
import { ERRCODE, isRefused } from '../api/refused.ts'

export type Session = DataOf<RouteOf<'GET', '/session'>>

/** Who is logged in; null where nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['/session', {}] as const,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await ask('GET', '/session', { signal })
    } catch (error) {
      if (isRefused(error, ERRCODE.session)) return null
      throw error
    }
  },
  staleTime: 5 * 60_000,
})

/** `undefined` while it is not known yet. */
export const useSession = (): Session | null | undefined => useQuery(sessionQuery).data
