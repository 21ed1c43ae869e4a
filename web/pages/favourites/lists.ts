import type { DataOf, RouteOf } from '../../api/contract.ts'
import { wordsOf } from '../../i18n/words.ts'

export type List = DataOf<RouteOf<'GET', '/user/favourites'>>['lists'][number]

/** As it is shown: the one that everybody has is called so in the reader's language. */
export const nameOf = ({ name }: Pick<List, 'name'>): string =>
  name || wordsOf('favourites')('default_name')

/** What shows lists, or what is in them. */
export const LISTS_STALE = ['/user/favourites', '/user/lists'] as const
