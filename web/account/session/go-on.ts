import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ownPath } from './own-path.ts'
import { useSession } from './session.ts'

/** Who is logged in, or just has logged in, goes on to where they were on the way to. */
export function useGoOn(next: string | undefined): void {
  const router = useRouter()
  const logged_in = Boolean(useSession())
  useEffect(() => {
    if (logged_in) router.history.replace(ownPath(next))
  }, [logged_in, next, router])
}
