import type { QueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { makeStale } from '../api/queries.ts'
import { rememberUnread, unreadNow } from './notice-cache.ts'

/** Who sees an order has read what was told of it. */
export async function markSeen(client: QueryClient, order_id: number): Promise<void> {
  const { unread } = await ask('PUT', '/notices/read', { body: { order_id } })
  if (unread === unreadNow(client)) return
  rememberUnread(client, unread)
  await makeStale(client, '/notices')
}
