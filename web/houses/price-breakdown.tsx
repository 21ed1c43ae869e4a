import { money } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { QuoteLines } from './quote-lines.tsx'
import type { Quote } from './use-quote.ts'

/** How the sum of an order comes about; the deposit is told, and is no part of it. */
export function PriceBreakdown({ lines, amount, deposit }: Quote) {
  const t = wordsOf('houses')
  return (
    <div className="grid gap-2 tabular-nums">
      <dl className="grid gap-2">
        <QuoteLines lines={lines} />
        <div className="flex justify-between gap-4 border-t border-line pt-3 text-lg font-bold">
          <dt>{t('sum')}</dt>
          <dd>{money(amount)}</dd>
        </div>
      </dl>
      {deposit > 0 && (
        <p className="text-sm text-soft">{t('deposit_apart', { sum: money(deposit) })}</p>
      )}
    </div>
  )
}
