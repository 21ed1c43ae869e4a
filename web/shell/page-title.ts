import { useEffect } from 'react'
import { wordsOf } from '../i18n/words.ts'

/** The title of the browser's tab while a page is shown. */
export function usePageTitle(title: string | undefined): void {
  const t = wordsOf('shell')
  const whole = title ? `${title} · ${t('site')}` : `${t('site')} · ${t('tagline')}`
  useEffect(() => {
    document.title = whole
  }, [whole])
}
