import { wordsOf } from '../i18n/words.ts'
import type { Page } from './kept-pages.ts'

/** As many as the server puts on a page of search. */
const PAGE_SIZE = 20

/** "18 套", "at least 40": an answer of more pages tells how many pages there are, not how many houses. */
export function countText({ total_page, houses }: Pick<Page, 'total_page' | 'houses'>): string {
  const t = wordsOf('search')
  return total_page > 1
    ? t('count_or_more', { count: (total_page - 1) * PAGE_SIZE + 1 })
    : t('count', { count: houses.length })
}
