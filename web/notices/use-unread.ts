import { useQuery } from '@tanstack/react-query'
import { useSession } from '../account/session/session.ts'
import { newestNotices } from './newest-notices.ts'

/** How many notices wait to be read. */
export function useUnread(): number {
  const session = useSession()
  const { data } = useQuery({ ...newestNotices, enabled: !!session })
  return data?.unread ?? 0
}
