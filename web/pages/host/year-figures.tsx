import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useMemo } from 'react'
import type { OwnHouse } from '../../api/contract.ts'
import { read } from '../../api/queries.ts'
import { money, today } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { ErrorState, Loading, Skeleton } from '../../ui/states.tsx'
import { monthsOfYear } from './months-of-year.ts'
import { YearCharts } from './year-charts.tsx'
import { YearTable } from './year-table.tsx'

/** Income and occupancy of one year, month by month. */
export function YearFigures({ houses }: { readonly houses: readonly OwnHouse[] }) {
  const t = wordsOf('pages/host')
  const search = useSearch({ from: '/_host/host' })
  const this_year = Number(today().slice(0, 4))
  const year = /^20\d{2}$/.test(search.year ?? '') ? Number(search.year) : this_year
  const earned = useQuery({
    ...read('/user/earnings', { query: { year: String(year) } }),
    placeholderData: keepPreviousData,
  })
  const held = useQuery({
    ...read('/user/stays', { query: { from: `${year}-01-01`, to: `${year}-12-31` } }),
    placeholderData: keepPreviousData,
  })
  const stays = held.data?.stays
  const months = useMemo(
    () => earned.data && stays && monthsOfYear(year, earned.data, houses, stays),
    [year, earned.data, houses, stays],
  )
  const failed = (!earned.data && earned.error) || (!stays && held.error)
  return (
    <section className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-lg font-bold">{t('figures')}</h2>
        <YearSwitch year={year} year_max={this_year + 1} />
      </div>
      {failed && (
        <ErrorState
          error={failed}
          onRetry={() => Promise.all([earned.refetch(), held.refetch()])}
        />
      )}
      {!months && !failed && (
        <Loading>
          <div className="grid gap-4 xl:grid-cols-2">
            <Skeleton className="h-72 rounded-2xl" />
            <Skeleton className="h-72 rounded-2xl" />
          </div>
        </Loading>
      )}
      {months && (
        <>
          <p className="text-soft">
            {t('due')}{' '}
            <strong className="text-ink tabular-nums">{money(earned.data?.due ?? 0)}</strong>
            {(earned.data?.held ?? 0) > 0 && (
              <> {t('due_held', { amount: money(earned.data?.held ?? 0) })}</>
            )}
          </p>
          <YearCharts months={months} />
          <YearTable year={year} months={months} />
          <p className="text-sm text-soft">{t('figures_hint')}</p>
        </>
      )}
    </section>
  )
}

const ARROW =
  'inline-grid size-11 place-items-center rounded-full hover:bg-wash aria-disabled:opacity-40'

function YearSwitch({ year, year_max }: { readonly year: number; readonly year_max: number }) {
  const t = wordsOf('pages/host')
  return (
    <div className="flex items-center gap-1">
      <Link
        to="/host"
        search={{ year: String(year - 1) }}
        replace
        resetScroll={false}
        aria-label={t('year_before')}
        className={ARROW}
      >
        <ChevronLeft aria-hidden="true" className="size-5" />
      </Link>
      <span aria-live="polite" className="min-w-14 text-center font-bold tabular-nums">
        {year}
      </span>
      <Link
        to="/host"
        search={{ year: String(year + 1) }}
        replace
        resetScroll={false}
        disabled={year >= year_max}
        aria-label={t('year_after')}
        className={ARROW}
      >
        <ChevronRight aria-hidden="true" className="size-5" />
      </Link>
    </div>
  )
}
