import { money } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import type { Quote } from './use-quote.ts'

/** What is shown where a sum is not known yet. */
export const UNKNOWN_SUM = '…'

/** The rows of a price, for a list of descriptions: days of each price, and what is taken off. */
export function QuoteLines({ lines }: Pick<Quote, 'lines'>) {
  const t = wordsOf('houses')
  return lines.map(({ kind, text, quantity, unit_amount, amount }) => (
    <div key={text} className="flex justify-between gap-4 text-soft tabular-nums">
      <dt>
        {kind === 'nights'
          ? t('price_times', { price: money(unit_amount), count: quantity })
          : text}
      </dt>
      <dd>{amount < 0 ? `−${money(-amount)}` : money(amount)}</dd>
    </div>
  ))
}
