import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { read } from '../api/queries.ts'
import { wordsOf } from '../i18n/words.ts'
import { buttonClass } from '../ui/button.tsx'
import { Skeleton } from '../ui/states.tsx'
import { EditRow, Row } from './edit-row.tsx'
import { NameForm } from './name-form.tsx'
import { PasswordForm } from './password-form.tsx'
import type { Profile } from './profile-card.tsx'
import { Section } from './section.tsx'
import { maskMobile } from './session/mobile.ts'

export function ProfileSection({ profile }: { readonly profile: Profile }) {
  const t = wordsOf('account')
  return (
    <Section title={t('profile')}>
      <EditRow
        label={t('name')}
        value={profile.name}
        action={t('change_name')}
        change={t('change')}
      >
        {(close) => <NameForm name={profile.name} onClose={close} />}
      </EditRow>
      <Row label={t('mobile')} value={maskMobile(profile.mobile)} hint={t('mobile_hint')} />
      <RealNameRow />
      <EditRow
        label={t('password')}
        value={t('password_value')}
        action={t('change_password')}
        change={t('change')}
      >
        {(close) => <PasswordForm mobile={profile.mobile} onClose={close} />}
      </EditRow>
    </Section>
  )
}

function RealNameRow() {
  const t = wordsOf('account')
  const { data } = useQuery(read('/users/auth'))
  if (!data) return <Row label={t('real_name')} value={<Skeleton className="mt-1 h-5 w-40" />} />
  if (data.real_name)
    return <Row label={t('real_name')} value={data.real_name} hint={data.id_card} />
  return (
    <Row label={t('real_name')} value={t('not_verified')} hint={t('not_verified_hint')}>
      <Link to="/account/verify" className={buttonClass('plain', 'small')}>
        {t('to_verify')}
      </Link>
    </Row>
  )
}
