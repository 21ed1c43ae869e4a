import { type InfiniteData, infiniteQueryOptions, type QueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import type { DataOf, Notice, RouteOf } from '../api/contract.ts'
import { NOTICES_PAGE as LIMIT, newestNotices } from './newest-notices.ts'

type NoticesPage = DataOf<RouteOf<'GET', '/notices'>>

export const noticesQuery = infiniteQueryOptions({
  queryKey: ['/notices', { limit: LIMIT }, 'pages'] as const,
  queryFn: ({ pageParam, signal }): Promise<NoticesPage> =>
    ask('GET', '/notices', {
      query: { limit: LIMIT, ...(pageParam && { cursor: pageParam }) },
      signal,
    }),
  initialPageParam: '',
  getNextPageParam: ({ next_cursor }) => next_cursor,
})

export const unreadNow = (client: QueryClient): number | undefined =>
  client.getQueryData(newestNotices.queryKey)?.unread

/** Wherever notices are shown, they change at once. */
function change(client: QueryClient, each: (page: NoticesPage) => NoticesPage): void {
  client.setQueryData(newestNotices.queryKey, (page) => page && each(page))
  client.setQueryData<InfiniteData<NoticesPage, string>>(
    noticesQuery.queryKey,
    (data) => data && { ...data, pages: data.pages.map(each) },
  )
}

export const rememberUnread = (client: QueryClient, unread: number): void =>
  change(client, (page) => ({ ...page, unread }))

/** One that has just come stands first. */
export function rememberNotice(client: QueryClient, notice: Notice): void {
  const add = (page: NoticesPage): NoticesPage =>
    page.notices.some(({ notice_id }) => notice_id === notice.notice_id)
      ? page
      : { ...page, notices: [notice, ...page.notices.filter((one) => !isReplaced(one, notice))] }
  client.setQueryData(newestNotices.queryKey, (page) => page && add(page))
  client.setQueryData<InfiniteData<NoticesPage, string>>(noticesQuery.queryKey, (data) => {
    const [first, ...rest] = data?.pages ?? []
    return data && first && { ...data, pages: [add(first), ...rest] }
  })
}

/** A thread has one notice that is not read: its newest. */
const isReplaced = (one: Notice, { thread_id }: Notice): boolean =>
  thread_id !== undefined && one.thread_id === thread_id && !one.read

/** All of them, or the one that is given. */
export function rememberRead(client: QueryClient, notice_id?: number): void {
  change(client, (page) => ({
    ...page,
    unread: notice_id === undefined ? 0 : Math.max(0, page.unread - 1),
    notices: page.notices.map((notice) =>
      notice_id === undefined || notice.notice_id === notice_id
        ? { ...notice, read: true }
        : notice,
    ),
  }))
}
