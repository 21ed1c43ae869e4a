import { Link } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import { wordsOf } from '../../i18n/words.ts'

export function BackToAccount() {
  const t = wordsOf('account')
  return (
    <Link
      to="/account"
      className="inline-flex min-h-11 items-center gap-1 justify-self-start font-medium text-soft hover:text-ink"
    >
      <ChevronLeft aria-hidden="true" className="size-5" />
      {t('back')}
    </Link>
  )
}
