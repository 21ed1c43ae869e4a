import { useQuery } from '@tanstack/react-query'
import { read } from '../api/queries.ts'
import { areaName } from '../i18n/area-name.ts'
import { stayText } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { usePageTitle } from '../ui/page-title.ts'
import { ActiveFilters } from './active-filters.tsx'
import { FilterFields } from './filter-fields.tsx'
import { Results } from './results.tsx'
import { SearchBar } from './search-bar.tsx'
import { SortSelect } from './sort-select.tsx'
import { useWanted } from './use-search.ts'

export function SearchPage() {
  const t = wordsOf('search')
  const { wanted, change, wrong_days } = useWanted()
  const { data: areas = [] } = useQuery(read('/areas'))
  const found = areas.find(({ aid }) => String(aid) === wanted.aid)
  const area = found && areaName(found.aname, found.aname_en)
  const title = area ? t('in_area', { area }) : t('everywhere')
  usePageTitle(title)
  return (
    <>
      <SearchBar areas={areas} wanted={wanted} change={change} />
      <div className="page grid gap-x-10 pt-5 lg:grid-cols-[16rem_minmax(0,1fr)] lg:pt-8">
        <aside aria-label={t('filters')} className="hidden lg:block">
          <div className="sticky top-24 -mx-2 max-h-[calc(100dvh-7rem)] overflow-y-auto px-2 pb-4">
            <FilterFields wanted={wanted} onChange={change} />
          </div>
        </aside>
        <div className="grid min-w-0 content-start gap-5">
          <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
            <div>
              <h1 className="text-2xl font-extrabold tracking-tight md:text-3xl">{title}</h1>
              <p className="text-soft">
                {wrong_days ? t('wrong_dates') : (daysLine(wanted) ?? t('no_dates'))}
              </p>
            </div>
            <SortSelect value={wanted.sk} onChange={(sk) => change({ sk })} />
          </div>
          <ActiveFilters wanted={wanted} change={change} />
          <Results wanted={wanted} change={change} />
        </div>
      </div>
    </>
  )
}

function daysLine({ sd, ed }: { sd?: string; ed?: string }): string | undefined {
  const from = sd ?? ed
  const to = ed ?? sd
  if (!from || !to) return undefined
  return wordsOf('search')('free_on', { stay: stayText(from, to) })
}
