import { Link } from '@tanstack/react-router'
import { wordsOf } from '../../i18n/words.ts'
import { buttonClass } from '../../ui/button.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { DarkHouseDrawing } from './dark-house-drawing.tsx'

export function NotFound() {
  const t = wordsOf('ui')
  usePageTitle(t('not_found'))
  return (
    <div className="page-narrow grid justify-items-center gap-4 py-20 text-center">
      <DarkHouseDrawing />
      <h1 className="text-2xl font-bold">{t('not_found')}</h1>
      <p className="text-soft">{t('not_found_hint')}</p>
      <Link to="/" className={buttonClass('brand')}>
        {t('to_home')}
      </Link>
    </div>
  )
}
