import { type InfiniteData, infiniteQueryOptions, type QueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import type { DataOf, Message, RouteOf } from '../api/contract.ts'
import { read } from '../api/queries.ts'

type ThreadsPage = DataOf<RouteOf<'GET', '/threads'>>
type MessagesPage = DataOf<RouteOf<'GET', '/threads/{id}/messages'>>
export type Role = 'guest' | 'host'

/** How often an open thread is looked at besides: how far the other has read is told by no event. */
export const LOOK_AGAIN_MS = 20_000

export const threadsQuery = (role: Role | undefined) =>
  infiniteQueryOptions({
    queryKey: ['/threads', { role: role ?? '' }, 'pages'] as const,
    queryFn: ({ pageParam, signal }): Promise<ThreadsPage> =>
      ask('GET', '/threads', {
        query: { ...(role && { role }), ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  })

/** How much is unread, for the badge. */
export const unreadQuery = read('/threads', { query: { limit: '1' } })

/**
 * The messages of a thread, the newest first. Read again, each page begins where the one before ends,
 * so whatever came meanwhile is there, and once.
 */
export const messagesQuery = (thread_id: number) =>
  infiniteQueryOptions({
    queryKey: [`/threads/${thread_id}/messages`, {}, 'pages'] as const,
    queryFn: ({ pageParam, signal }): Promise<MessagesPage> =>
      ask('GET', '/threads/{id}/messages', {
        params: { id: thread_id },
        query: pageParam ? { cursor: pageParam } : {},
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  })

/** One that has just arrived stands first. */
export function rememberMessage(client: QueryClient, thread_id: number, message: Message): void {
  client.setQueryData<InfiniteData<MessagesPage, string>>(
    messagesQuery(thread_id).queryKey,
    (data) => {
      const [first, ...rest] = data?.pages ?? []
      if (!data || !first) return data
      const others = first.messages.filter(({ message_id }) => message_id !== message.message_id)
      return { ...data, pages: [{ ...first, messages: [message, ...others] }, ...rest] }
    },
  )
}
