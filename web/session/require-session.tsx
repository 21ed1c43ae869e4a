import { useLocation } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import { loadWords, wordsOf } from '../i18n/words.ts'
import { Loading, Skeleton } from '../ui/states.tsx'
import { type Session, useSession } from './session.ts'

const LoginForm = lazy(async () => {
  const [module] = await Promise.all([import('./login-form.tsx'), loadWords('session')])
  return { default: module.LoginForm }
})

/** A page that is somebody's own: asks to log in first, in its place, and then shows itself. */
export function RequireSession({
  children,
}: {
  readonly children: (session: Session) => ReactNode
}) {
  const session = useSession()
  const t = wordsOf('layout')
  const here = useLocation({ select: ({ href }) => href })
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
  if (session) return children(session)
  return (
    <div className="mx-auto grid w-full max-w-md gap-6 px-4 py-10">
      <h1 className="text-2xl font-bold">{t('login')}</h1>
      <Suspense fallback={<Skeleton className="h-72" />}>
        <LoginForm next={here} onDone={() => undefined} />
      </Suspense>
    </div>
  )
}
