import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { wordsOf } from '../i18n/words.ts'
import { Section } from './section.tsx'

/** To the pages about how one logs in, and what the site knows. */
export function WaysSection() {
  const t = wordsOf('account')
  return (
    <Section title={t('ways')}>
      <Way to="/account/security" text={t('link_security')} hint={t('security_hint')} />
      <Way to="/account/privacy" text={t('link_privacy')} hint={t('privacy_hint')} />
    </Section>
  )
}

const Way = ({
  to,
  text,
  hint,
}: {
  readonly to: '/account/security' | '/account/privacy'
  readonly text: string
  readonly hint: string
}) => (
  <Link to={to} className="flex min-h-20 items-center gap-4 py-4">
    <span className="min-w-0 flex-1">
      <span className="block font-medium">{text}</span>
      <span className="block text-sm text-soft">{hint}</span>
    </span>
    <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-soft" />
  </Link>
)
