import { queryOptions, useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { DataOf, RouteOf } from '../../api/contract.ts'
import { ERRCODE, isRefused } from '../../api/refused.ts'

export type Session = DataOf<RouteOf<'GET', '/session'>>

/** Whose session ended by itself: what was read and typed is still theirs. */
export const ENDED_KEY = ['session-ended'] as const

/** Who is logged in; null where nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['/session', {}] as const,
  queryFn: async ({ signal, client, queryKey }): Promise<Session | null> => {
    try {
      return await ask('GET', '/session', { signal })
    } catch (error) {
      if (!isRefused(error, ERRCODE.session)) throw error
      const before = client.getQueryData<Session | null>(queryKey)
      if (before) client.setQueryData(ENDED_KEY, before.user_id)
      return null
    }
  },
  staleTime: 5 * 60_000,
})

/** `undefined` while it is not known yet. */
export const useSession = (): Session | null | undefined => useQuery(sessionQuery).data
