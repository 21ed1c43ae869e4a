import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/queries.ts'

/** What waits for the host to answer. One read for the tabs, the overview and the queue. */
export const useRequests = () =>
  useQuery({
    ...read('/user/orders', { query: { role: 'landlord', status: 'WAIT_ACCEPT' } }),
    // The most urgent first: they come newest first.
    select: ({ orders }) => ({
      orders: orders.toSorted((one, other) => Date.parse(one.due) - Date.parse(other.due)),
    }),
  })
