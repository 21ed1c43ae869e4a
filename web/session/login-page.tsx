import { getRouteApi, useRouter } from '@tanstack/react-router'
import { wordsOf } from '../i18n/words.ts'
import { usePageTitle } from '../layout/page-title.ts'
import { LoginForm } from './login-form.tsx'
import { ownPath } from './own-path.ts'

const route = getRouteApi('/login')

export function LoginPage() {
  const t = wordsOf('session')
  const { next } = route.useSearch()
  const router = useRouter()
  usePageTitle(t('login'))
  return (
    <div className="mx-auto grid w-full max-w-md gap-6 px-4 py-10">
      <h1 className="text-2xl font-bold">{t('login')}</h1>
      <LoginForm {...(next && { next })} onDone={() => router.history.replace(ownPath(next))} />
    </div>
  )
}
