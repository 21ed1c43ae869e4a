import { Link } from '@tanstack/react-router'
import { HousePlus } from 'lucide-react'
import { wordsOf } from '../i18n/words.ts'
import { buttonClass } from '../ui/button.tsx'

export function HouseMissing() {
  const t = wordsOf('houses')
  return (
    <div className="page-narrow grid justify-items-center gap-4 py-20 text-center">
      <HousePlus aria-hidden="true" className="size-12 text-brand" />
      <h1 className="text-2xl font-bold">{t('missing')}</h1>
      <p className="text-soft">{t('missing_hint')}</p>
      <Link to="/search" className={buttonClass('brand')}>
        {t('to_search')}
      </Link>
    </div>
  )
}
