import { money } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import type { Quote } from './use-quote.ts'

/** What is shown where a sum is not known yet. */
export const UNKNOWN_SUM = '…'

/** The rows of a price, for a list of descriptions: days of each price, and what is taken off. */
export function QuoteLines({ lines }: Pick<Quote, 'lines'>) {
  return lines.map((line) => (
    <div key={line.text} className="flex justify-between gap-4 text-soft tabular-nums">
      <dt>{lineText(line)}</dt>
      <dd>{line.amount < 0 ? `−${money(-line.amount)}` : money(line.amount)}</dd>
    </div>
  ))
}

type Line = Quote['lines'][number]

/** Lengths of stay in what the site counts; all else as the server says it. */
function lineText({ kind, text, quantity, unit_amount, reason, percent = 0 }: Line): string {
  const t = wordsOf('houses')
  if (kind === 'nights') return t('price_times', { price: money(unit_amount), count: quantity })
  if (reason === 'week') return t('discount_week', { count: 7, percent })
  if (reason === 'month') return t('discount_month', { count: 28, percent })
  return text
}
