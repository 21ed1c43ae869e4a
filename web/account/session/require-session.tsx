import { Activity, type ReactNode, useRef } from 'react'
import { Loading, Skeleton } from '../../ui/states.tsx'
import { LoginFirst } from './login-first.tsx'
import { MeContext } from './me.ts'
import { type Session, useSession } from './session.ts'

/**
 * A page that is somebody's own: asks to log in first, in its place, and then shows itself. Where
 * the session ends while the page is open, the page is kept behind the login, with what was typed.
 */
export function RequireSession({ children }: { readonly children: () => ReactNode }) {
  const session = useSession()
  const last = useRef<Session>(null)
  if (session) last.current = session
  if (session === undefined)
    return (
      <Loading>
        <div className="page-narrow grid gap-4 py-8">
          <Skeleton className="h-10 w-40" />
          <Skeleton className="h-40" />
          <Skeleton className="h-40" />
        </div>
      </Loading>
    )
  const shown = last.current
  return (
    <>
      {!session && <LoginFirst ended={shown !== null} />}
      {shown && (
        // Somebody else's page begins anew.
        <Activity key={shown.user_id} mode={session ? 'visible' : 'hidden'}>
          <MeContext value={shown}>{children()}</MeContext>
        </Activity>
      )}
    </>
  )
}
