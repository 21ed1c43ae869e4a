import { useLocation } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { loadWords, wordsOf } from '../../i18n/words.ts'
import { Skeleton } from '../../ui/states.tsx'

const LoginForm = lazy(async () => {
  const [module] = await Promise.all([
    import('./login-form.tsx'),
    loadWords('account/session', 'codes'),
  ])
  return { default: module.LoginForm }
})

/** The login in the place of a page that is somebody's own. */
export function LoginFirst({ ended }: { readonly ended: boolean }) {
  const t = wordsOf('ui')
  const here = useLocation({ select: ({ href }) => href })
  return (
    <div className="mx-auto grid w-full max-w-md gap-6 px-4 py-6 md:my-14 md:rounded-3xl md:bg-card md:p-9 md:shadow-card">
      <h1 className="text-2xl font-bold tracking-tight">{t('login')}</h1>
      {ended && (
        <p role="alert" className="rounded-xl bg-wait-wash px-4 py-3 text-wait">
          {t('session_ended')}
        </p>
      )}
      <Suspense fallback={<Skeleton className="h-80" />}>
        <LoginForm next={here} />
      </Suspense>
    </div>
  )
}
