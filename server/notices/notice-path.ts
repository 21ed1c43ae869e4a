import type { NoticeRow } from './sql.ts'

/** The page of the site where a notice leads. */
export const pathOf = ({
  house_id,
  status,
  order_id,
  thread_id,
}: Pick<NoticeRow, 'house_id' | 'status' | 'order_id' | 'thread_id'>): string => {
  if (thread_id !== null) return `/messages/${thread_id}`
  if (house_id === 0) return '/account/privacy'
  return status ? `/orders/${order_id}` : '/notices'
}
