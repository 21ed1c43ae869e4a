import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ERRCODE, isRefused } from './refused.ts'

const TRIES_AGAIN_MAX = 2

/** What the server sent along with the page: answers by their path. */
function readPageData(): Record<string, unknown> {
  const text = document.getElementById('page-data')?.textContent
  return text ? (JSON.parse(text) as Record<string, unknown>) : {}
}

export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // The session ended elsewhere: asked again, so that pages of one's own show the login.
      onError: (error) => {
        if (isRefused(error, ERRCODE.session))
          void client.invalidateQueries({ queryKey: ['/session'] })
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 30 * 60_000,
        // Another answer would be the same, unless none came.
        retry: (failures, error) => failures < TRIES_AGAIN_MAX && isRefused(error) && error.passing,
      },
      mutations: { retry: false },
    },
  })
  for (const [path, data] of Object.entries(readPageData())) client.setQueryData([path, {}], data)
  return client
}
