import { useState } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FilterFields } from './filter-fields.tsx'
import { FILTER_NAMES, type SearchProps, type Wanted, withoutFilters } from './use-search.ts'

/** The filters over the list: chosen in peace, and looked for when the person says so. */
export default function FilterSheet({
  wanted,
  change,
  onClose,
}: SearchProps & { readonly onClose: () => void }) {
  const t = wordsOf('search')
  const [draft, setDraft] = useState<Partial<Wanted>>(wanted)
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
            onClick={() => setDraft({ ...draft, ...withoutFilters })}
          >
            {t('clear_filters')}
          </Button>
          <Button tone="brand" onClick={show}>
            {t('show_results')}
          </Button>
        </>
      }
    >
      <FilterFields wanted={draft} onChange={(part) => setDraft({ ...draft, ...part } as Wanted)} />
    </Dialog>
  )
}
