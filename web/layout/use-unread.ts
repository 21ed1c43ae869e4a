import { useQuery } from '@tanstack/react-query'
import { read } from '../api/queries.ts'
import { useSession } from '../session/session.ts'

/** How many notices wait to be read. */
export function useUnread(): number {
  const session = useSession()
  const { data } = useQuery({ ...read('/notices', { query: { limit: '20' } }), enabled: !!session })
  return data?.unread ?? 0
}
