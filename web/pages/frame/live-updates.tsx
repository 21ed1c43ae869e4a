import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useSession } from '../../account/session/session.ts'
import { useUnread } from '../../notices/use-unread.ts'

/** Keeps open pages in step while somebody is logged in; its code comes after the page's own. */
export function LiveUpdates() {
  const client = useQueryClient()
  const user_id = useSession()?.user_id
  useEffect(() => {
    if (user_id === undefined) return
    let stop: (() => void) | undefined
    let left = false
    const begin = async () => {
      const { whileLoggedIn } = await import('./while-logged-in.ts')
      if (!left) stop = whileLoggedIn(client)
    }
    // Without its code the pages do without it: nobody has asked for anything.
    begin().catch(() => undefined)
    return () => {
      left = true
      stop?.()
    }
  }, [client, user_id])
  useSeenOrder()
  return null
}

const ORDER = /^\/orders\/(\d+)$/

/** What is told of an order is read where it is seen, also what comes while somebody looks. */
function useSeenOrder(): void {
  const client = useQueryClient()
  const unread = useUnread()
  const id = useLocation({ select: ({ pathname }) => ORDER.exec(pathname)?.[1] })
  useEffect(() => {
    if (id === undefined || unread === 0) return
    const mark = async () => {
      const { markSeen } = await import('../../notices/mark-seen.ts')
      await markSeen(client, Number(id))
    }
    // Should the server not hear of it, they are unread again at the next look.
    mark().catch(() => undefined)
  }, [client, id, unread])
}
