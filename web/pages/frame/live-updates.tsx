import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useSession } from '../../account/session/session.ts'

/** Keeps open pages in step while somebody is logged in; its code comes after the page's own. */
export function LiveUpdates() {
  const client = useQueryClient()
  const user_id = useSession()?.user_id
  useEffect(() => {
    if (user_id === undefined) return
    let stop: (() => void) | undefined
    let left = false
    const begin = async () => {
      const { followNotices } = await import('../../notices/follow-notices.ts')
      if (!left) stop = followNotices(client)
    }
    // Without its code the pages do without it: nobody has asked for anything.
    begin().catch(() => undefined)
    return () => {
      left = true
      stop?.()
    }
  }, [client, user_id])
  return null
}
