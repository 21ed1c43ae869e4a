import { wordsOf } from '../i18n/words.ts'
import { usePageTitle } from '../layout/page-title.ts'

export function BookingPage() {
  const t = wordsOf('booking')
  usePageTitle(t('title'))
  return <h1>{t('title')}</h1>
}
