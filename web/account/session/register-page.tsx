import { getRouteApi, Link } from '@tanstack/react-router'
import { wordsOf } from '../../i18n/words.ts'
import { titleOf, usePageTitle } from '../../ui/page-title.ts'
import { useGoOn } from './go-on.ts'
import { OTHER_WAY } from './login-form.tsx'
import { RegisterForm } from './register-form.tsx'
import { SessionCard } from './session-card.tsx'

const route = getRouteApi('/register')

export function RegisterPage() {
  const t = wordsOf('account/session')
  const { next } = route.useSearch()
  usePageTitle(titleOf('/register'))
  useGoOn(next)
  return (
    <SessionCard title={t('register_title')} hint={t('register_hint')}>
      <RegisterForm next={next} />
      <p className="text-center text-soft">
        {t('has_account')}{' '}
        <Link to="/login" search={next ? { next } : {}} className={OTHER_WAY}>
          {t('login')}
        </Link>
      </p>
    </SessionCard>
  )
}
