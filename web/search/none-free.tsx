import { SearchX } from 'lucide-react'
import { wordsOf } from '../i18n/words.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { DatesButton } from '../ui/dates-field.tsx'
import { EmptyState } from '../ui/states.tsx'
import { FILTER_NAMES, type SearchProps, withoutFilters } from './use-search.ts'

/** Nothing was found: offers each way to look further that there is. */
export function NoneFree({ wanted, change }: SearchProps) {
  const t = wordsOf('search')
  const has_filters = FILTER_NAMES.some((name) => wanted[name])
  const has_days = wanted.sd ?? wanted.ed
  return (
    <EmptyState
      picture={<SearchX aria-hidden="true" />}
      title={t(has_days ? 'none_free' : 'none_found')}
      hint={t('none_hint')}
    >
      {has_filters && (
        <Button tone="brand" onClick={() => change(withoutFilters)}>
          {t('clear_filters')}
        </Button>
      )}
      {has_days && (
        <DatesButton
          value={{ from: wanted.sd, to: wanted.ed }}
          onChange={({ from, to }) => change({ sd: from, ed: to })}
          className={buttonClass(has_filters ? 'plain' : 'brand')}
        >
          {t('other_days')}
        </DatesButton>
      )}
      {wanted.aid && <Button onClick={() => change({ aid: undefined })}>{t('all_areas')}</Button>}
    </EmptyState>
  )
}
