import { wordsOf } from '../i18n/words.ts'
import { usePageTitle } from '../layout/page-title.ts'

export function HomePage() {
  const t = wordsOf('home')
  usePageTitle(t('title'))
  return <h1>{t('title')}</h1>
}
