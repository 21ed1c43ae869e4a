import { infiniteQueryOptions } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import type { OrderStatus } from '../api/contract.ts'

const PAGE = '20'

/** Orders in pages, newest first; a guest's own ones, or those of a host's houses. */
export function ordersQuery(role: 'custom' | 'landlord', status?: OrderStatus) {
  const query = { role, limit: PAGE, ...(status && { status }) }
  return infiniteQueryOptions({
    queryKey: ['/user/orders', query, 'pages'] as const,
    queryFn: ({ pageParam, signal }) =>
      ask('GET', '/user/orders', {
        query: { ...query, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  })
}
