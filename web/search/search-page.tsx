import { useQuery } from '@tanstack/react-query'
import { read } from '../api/queries.ts'
import { areaName } from '../i18n/area-name.ts'
import { stayText } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { MAP_STYLE } from '../map/map-style.ts'
import { Button } from '../ui/button.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { ActiveFilters } from './active-filters.tsx'
import { FilterFields } from './filter-fields.tsx'
import { Results } from './results.tsx'
import { SearchBar } from './search-bar.tsx'
import { SearchMap } from './search-map.tsx'
import { SortSelect } from './sort-select.tsx'
import { useMapShown } from './use-map-shown.ts'
import { useWanted } from './use-search.ts'

export function SearchPage() {
  const t = wordsOf('search')
  const { wanted, change, wrong_days } = useWanted()
  const map = useMapShown()
  const { data: areas = [] } = useQuery(read('/areas'))
  const found = areas.find(({ aid }) => String(aid) === wanted.aid)
  const area = found && areaName(found.aname, found.aname_en)
  const title = area ? t('in_area', { area }) : t('everywhere')
  usePageTitle(title)
  return (
    <>
      <SearchBar areas={areas} wanted={wanted} change={change} all_in_sheet={map.shown} />
      <div
        className={`page grid gap-x-10 pt-5 lg:pt-8 ${map.shown ? 'lg:grid-cols-2' : 'lg:grid-cols-[16rem_minmax(0,1fr)]'}`}
      >
        <aside aria-label={t('filters')} className={map.shown ? 'hidden' : 'hidden lg:block'}>
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
            <div className="flex items-center gap-3">
              {MAP_STYLE && (
                <Button aria-pressed={map.shown} onClick={map.toggle}>
                  {t(map.shown ? (map.beside ? 'hide_map' : 'show_list') : 'show_map')}
                </Button>
              )}
              <SortSelect value={wanted.sk} onChange={(sk) => change({ sk })} />
            </div>
          </div>
          <ActiveFilters wanted={wanted} change={change} />
          {(!map.shown || map.beside) && (
            <Results wanted={wanted} change={change} is_half={map.shown} />
          )}
        </div>
        {map.shown && <SearchMap wanted={wanted} change={change} />}
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
