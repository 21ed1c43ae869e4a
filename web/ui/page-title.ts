import { useEffect } from 'react'
import { PAGE_TABLE, type TitledPath } from '../../contract/pages.ts'
import { language, wordsOf } from '../i18n/words.ts'

export const isTitled = (path: string | undefined): path is TitledPath =>
  Object.entries(PAGE_TABLE).some(([one, page]) => one === path && 'title' in page)

/** What a page is called where it shows nothing with a name of its own. */
export const titleOf = (path: TitledPath): string => PAGE_TABLE[path].title[language]

/** The title of the browser's tab while a page is shown. */
export function usePageTitle(title: string | undefined): void {
  const t = wordsOf('ui')
  const whole = title ? `${title} · ${t('site')}` : `${t('site')} · ${t('tagline')}`
  useEffect(() => {
    document.title = whole
  }, [whole])
}
