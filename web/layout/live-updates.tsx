import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { makeStale } from '../api/queries.ts'
import { useSession } from '../session/session.ts'

// What a notice can have changed: orders on both sides, and the days of houses.
const CHANGED = ['/notices', '/orders', '/user/orders', '/user/stays', '/user/earnings', '/houses']

/** Keeps open pages in step: each notice makes what it touches be read again. */
export function LiveUpdates() {
  const client = useQueryClient()
  const user_id = useSession()?.user_id
  useEffect(() => {
    if (user_id === undefined) return
    const stream = new EventSource('/api/v1.0/events')
    stream.addEventListener('notice', () => void makeStale(client, ...CHANGED))
    return () => stream.close()
  }, [client, user_id])
  return null
}
