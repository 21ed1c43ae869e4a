import { wordsOf } from '../i18n/words.ts'
import { usePageTitle } from '../layout/page-title.ts'

export function VerifyPage() {
  const t = wordsOf('account')
  usePageTitle(t('title'))
  return <h1>{t('title')}</h1>
}
