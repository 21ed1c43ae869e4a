import { SlidersHorizontal } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Area } from '../api/contract.ts'
import { wordsOf } from '../i18n/words.ts'
import { AreaSelect } from '../ui/area-select.tsx'
import { DatesField } from '../ui/dates-field.tsx'
import { GuestsSelect } from '../ui/guests-select.tsx'
import { FILTER_NAMES, type SearchProps, type Wanted } from './use-search.ts'

const FilterSheet = lazy(() => import('./filter-sheet.tsx'))

interface SearchBarProps extends SearchProps {
  readonly areas: readonly Area[]
  /** No filters stand beside the list, at a desk either. */
  readonly all_in_sheet: boolean
}

/**
 * Where, when and for how many, always at hand; on a phone the number is one of the filters, which
 * elsewhere stand beside the list.
 */
export function SearchBar({ areas, wanted, change, all_in_sheet }: SearchBarProps) {
  const t = wordsOf('search')
  const [filtering, setFiltering] = useState(false)
  // What was chosen in the sheet and not looked for yet: closed by mistake, it opens as it was.
  const [chosen, setChosen] = useState<{ readonly of: Wanted; readonly draft: Partial<Wanted> }>()
  const count = FILTER_NAMES.filter((name) => wanted[name]).length
  return (
    <search className="sticky top-0 z-20 block short:static border-b border-line bg-paper/95 backdrop-blur">
      <div className="page flex items-center gap-2 py-2">
        <div className="grid min-w-0 flex-1 grid-cols-[2fr_3fr] rounded-2xl bg-raised shadow-card md:grid-cols-[2fr_3fr_2fr]">
          <AreaSelect
            compact
            areas={areas}
            value={wanted.aid ?? ''}
            onChange={(aid) => change({ aid })}
          />
          <DatesField
            compact
            value={{ from: wanted.sd, to: wanted.ed }}
            onChange={({ from, to }) => change({ sd: from, ed: to })}
            className="border-l border-line"
          />
          <GuestsSelect
            optional
            value={wanted.capacity ?? ''}
            onChange={(capacity) => change({ capacity })}
            className="hidden border-l border-line md:flex"
          />
        </div>
        <button
          type="button"
          aria-haspopup="dialog"
          aria-label={count ? t('filters_chosen', { count }) : t('filters')}
          onClick={() => setFiltering(true)}
          className={`relative grid size-13 shrink-0 place-items-center rounded-2xl bg-raised shadow-card hover:bg-wash ${all_in_sheet ? '' : 'lg:hidden'}`}
        >
          <SlidersHorizontal aria-hidden="true" className="size-5" />
          {count > 0 && (
            <span
              aria-hidden="true"
              className="absolute -top-1 -right-1 grid size-5.5 place-items-center rounded-full bg-ink text-xs font-bold text-paper"
            >
              {count}
            </span>
          )}
        </button>
      </div>
      {filtering && (
        <Suspense>
          <FilterSheet
            draft={chosen?.of === wanted ? chosen.draft : wanted}
            onDraft={(draft) => setChosen({ of: wanted, draft })}
            change={change}
            onClose={() => setFiltering(false)}
          />
        </Suspense>
      )}
    </search>
  )
}
