import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import { money, shortMoney, UNITS } from '../../i18n/currency.ts'
import { language, wordsOf } from '../../i18n/words.ts'
import { Skeleton } from '../../ui/states.tsx'
import { useSeen } from '../../ui/use-seen.ts'
import type { MonthFigures } from './months-of-year.ts'

const BarChart = lazy(async () => ({ default: (await import('./bar-chart.tsx')).BarChart }))

const initial = new Intl.DateTimeFormat('en-GB', { month: 'narrow', timeZone: 'UTC' })
/** Room for a sign or two each: `J` in English, `1` in Chinese. */
const LABELS = Array.from({ length: 12 }, (_, place) =>
  language === 'en' ? initial.format(Date.UTC(2024, place, 15)) : String(place + 1),
)

export const percent = (share: number): string => `${Math.round(share * 100)}%`

/** For the eye alone: the table below says the same. */
export function YearCharts({ months }: { readonly months: readonly MonthFigures[] }) {
  const t = wordsOf('pages/host')
  const income = useMemo(() => months.map(({ net }) => net / UNITS), [months])
  const occupancy = useMemo(() => months.map((one) => one.occupancy), [months])
  const { ref, seen } = useSeen<HTMLDivElement>()
  const sum = months.reduce((net, one) => net + one.net, 0)
  return (
    <div ref={ref} aria-hidden="true" className="grid gap-4 xl:grid-cols-2">
      <Chart title={t('income_by_month')} total={money(sum)}>
        {seen && <BarChart labels={LABELS} values={income} format={shortMoney} />}
      </Chart>
      <Chart title={t('occupancy_by_month')} total={percent(average(months))}>
        {seen && <BarChart labels={LABELS} values={occupancy} format={percent} top={1} />}
      </Chart>
    </div>
  )
}

/** Of the whole year. */
export function average(months: readonly MonthFigures[]): number {
  const open_days = months.reduce((days, one) => days + one.open_days, 0)
  const held_days = months.reduce((days, one) => days + one.held_days, 0)
  return open_days ? held_days / open_days : 0
}

interface ChartProps {
  readonly title: string
  readonly total: string
  readonly children: ReactNode
}

const Chart = ({ title, total, children }: ChartProps) => (
  <div className="min-w-0 rounded-2xl bg-card p-5 shadow-card">
    <div className="mb-2 flex items-baseline justify-between gap-3">
      <span className="text-soft">{title}</span>
      <span className="text-xl font-bold tabular-nums">{total}</span>
    </div>
    <Suspense fallback={<Skeleton className="h-55" />}>
      {children || <Skeleton className="h-55" />}
    </Suspense>
  </div>
)
