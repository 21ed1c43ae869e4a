import { getRouteApi } from '@tanstack/react-router'
import { wordsOf } from '../../i18n/words.ts'
import { titleOf, usePageTitle } from '../../ui/page-title.ts'
import { useGoOn } from './go-on.ts'
import { LoginForm } from './login-form.tsx'
import { SessionCard } from './session-card.tsx'

const route = getRouteApi('/login')

export function LoginPage() {
  const t = wordsOf('account/session')
  const { next } = route.useSearch()
  usePageTitle(titleOf('/login'))
  useGoOn(next)
  return (
    <SessionCard title={t('login_title')}>
      <LoginForm {...(next && { next })} />
    </SessionCard>
  )
}
