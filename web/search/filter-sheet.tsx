import { useQuery } from '@tanstack/react-query'
import { read } from '../api/queries.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { countText } from './count-text.ts'
import { FilterFields } from './filter-fields.tsx'
import { FILTER_NAMES, type SearchProps, type Wanted, withoutFilters } from './use-search.ts'

interface SheetProps extends Pick<SearchProps, 'change'> {
  readonly draft: Partial<Wanted>
  readonly onDraft: (draft: Partial<Wanted>) => void
  readonly onClose: () => void
}

/** The filters over the list: chosen in peace, and looked for when the person says so. */
export default function FilterSheet({ draft, onDraft, change, onClose }: SheetProps) {
  const t = wordsOf('search')
  const { data: found } = useQuery({
    ...read('/houses', { query: { ...draft, p: '1' } }),
    placeholderData: (before) => before,
  })
  const show = () => {
    change(Object.fromEntries(FILTER_NAMES.map((name) => [name, draft[name]])))
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('filters')}
      actions={
        <>
          <Button
            tone="quiet"
            className="mr-auto"
            onClick={() => onDraft({ ...draft, ...withoutFilters })}
          >
            {t('clear_filters')}
          </Button>
          <Button tone="brand" onClick={show}>
            {found ? t('show_count', { found: countText(found) }) : t('show_results')}
          </Button>
        </>
      }
    >
      <FilterFields wanted={draft} onChange={(part) => onDraft({ ...draft, ...part } as Wanted)} />
    </Dialog>
  )
}
