import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { ask, pathWith } from './client.ts'
import type { DataOf, ParamsOf, PathOf, QueryOf, RouteOf } from './contract.ts'

/**
 * The query of one GET route. Its key is the address it asks, `[path, query]`, so the server can
 * send answers along with a page, and a change can make all below a path stale.
 */
export function read<P extends PathOf<'GET'>>(
  path: P,
  ...[given]: unknown extends ParamsOf<P>
    ? [given?: { query?: QueryOf<RouteOf<'GET', P>> }]
    : [given: { params: ParamsOf<P>; query?: QueryOf<RouteOf<'GET', P>> }]
) {
  const loose = given as { params?: Record<string, string | number>; query?: object } | undefined
  return queryOptions({
    queryKey: [pathWith(path, loose?.params), loose?.query ?? {}] as const,
    queryFn: ({ signal }): Promise<DataOf<RouteOf<'GET', P>>> =>
      ask('GET', path, { ...given, signal } as never),
  })
}

/** Makes stale what was read from these paths and below them. */
export const makeStale = (client: QueryClient, ...paths: string[]): Promise<unknown> =>
  client.invalidateQueries({
    predicate: ({ queryKey: [path] }) =>
      paths.some((stale) => path === stale || String(path).startsWith(`${stale}/`)),
  })
