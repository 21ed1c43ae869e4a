import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/queries.ts'
import { wordsOf } from '../../i18n/words.ts'
import { titleOf, usePageTitle } from '../../ui/page-title.ts'
import { ErrorState, Loading, Skeleton } from '../../ui/states.tsx'
import { EditRow } from '../edit-row.tsx'
import { PasswordForm } from '../password-form.tsx'
import type { Profile } from '../profile-card.tsx'
import { Section } from '../section.tsx'
import { maskMobile } from '../session/mobile.ts'
import { RequireSession } from '../session/require-session.tsx'
import { BackToAccount } from './back-to-account.tsx'
import { MailRow } from './mail-row.tsx'
import { MobileForm } from './mobile-form.tsx'
import { PasskeysSection } from './passkeys-section.tsx'
import { SessionsSection } from './sessions-section.tsx'

/** What one logs in with, where one is told of things, and where one is logged in. */
export function SecurityPage() {
  usePageTitle(titleOf('/account/security'))
  return <RequireSession>{() => <Security />}</RequireSession>
}

function Security() {
  const { data: profile, error, refetch } = useQuery(read('/user'))
  return (
    <div className="mx-auto grid w-full max-w-3xl gap-5 px-4 py-6 md:gap-6 md:px-8 md:py-10">
      <BackToAccount />
      <h1 className="text-2xl font-bold tracking-tight md:text-3xl">
        {titleOf('/account/security')}
      </h1>
      {!profile && error && <ErrorState error={error} onRetry={refetch} />}
      {!profile && !error && (
        <Loading>
          <Skeleton className="h-80 rounded-2xl" />
        </Loading>
      )}
      {profile && <LoginSection profile={profile} />}
      <PasskeysSection />
      <SessionsSection />
    </div>
  )
}

function LoginSection({ profile }: { readonly profile: Profile }) {
  const t = wordsOf('account')
  return (
    <Section title={t('login_section')}>
      <EditRow
        label={t('password')}
        value={t('password_value')}
        action={t('change_password')}
        change={t('change')}
      >
        {(close) => <PasswordForm mobile={profile.mobile} onClose={close} />}
      </EditRow>
      <EditRow
        label={t('mobile')}
        value={maskMobile(profile.mobile)}
        action={t('change_mobile')}
        change={t('change')}
      >
        {(close) => <MobileForm old={profile.mobile} onClose={close} />}
      </EditRow>
      <MailRow />
    </Section>
  )
}
