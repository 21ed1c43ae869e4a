import { money, monthText } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import type { MonthFigures } from './months-of-year.ts'
import { average, percent } from './year-charts.tsx'

const CELL = 'px-3 py-2.5 text-right tabular-nums whitespace-nowrap'
const sumOf = (
  months: readonly MonthFigures[],
  name: 'stays' | 'gross' | 'fee' | 'net' | 'held_days',
) => months.reduce((sum, month) => sum + month[name], 0)

interface TableProps {
  readonly year: number
  readonly months: readonly MonthFigures[]
}

/** The numbers of the charts, for screen readers and for whoever wants them to the fen. */
export function YearTable({ year, months }: TableProps) {
  const t = wordsOf('pages/host')
  return (
    // Wider than a phone: it is pushed sideways, by keys as well.
    <section
      aria-label={t('table_of_year', { year })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
      tabIndex={0}
      className="overflow-x-auto rounded-2xl bg-card shadow-card"
    >
      <table className="w-full text-sm">
        <caption className="px-4 pt-4 pb-2 text-left text-base font-bold">
          {t('table_of_year', { year })}
        </caption>
        <thead className="text-soft">
          <tr className="border-b border-line">
            <th scope="col" className="px-4 py-2.5 text-left font-medium">
              {t('month')}
            </th>
            {(
              ['col_net', 'col_occupancy', 'col_held', 'col_stays', 'col_gross', 'col_fee'] as const
            ).map((word) => (
              <th key={word} scope="col" className={`${CELL} font-medium`}>
                {t(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map((one) => (
            <tr key={one.month} className="border-b border-line">
              <th scope="row" className="px-4 py-2.5 text-left font-medium whitespace-nowrap">
                {monthText(one.month)}
              </th>
              <td className={`${CELL} font-semibold`}>{money(one.net)}</td>
              <td className={CELL}>{percent(one.occupancy)}</td>
              <td className={CELL}>{one.held_days}</td>
              <td className={CELL}>{one.stays}</td>
              <td className={CELL}>{money(one.gross)}</td>
              <td className={CELL}>{money(one.fee)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot className="font-bold">
          <tr>
            <th scope="row" className="px-4 py-3 text-left">
              {t('whole_year')}
            </th>
            <td className={CELL}>{money(sumOf(months, 'net'))}</td>
            <td className={CELL}>{percent(average(months))}</td>
            <td className={CELL}>{sumOf(months, 'held_days')}</td>
            <td className={CELL}>{sumOf(months, 'stays')}</td>
            <td className={CELL}>{money(sumOf(months, 'gross'))}</td>
            <td className={CELL}>{money(sumOf(months, 'fee'))}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
