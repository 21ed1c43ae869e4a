import { ChevronDown } from 'lucide-react'
import { PriceBreakdown } from '../../houses/price-breakdown.tsx'
import { useQuote } from '../../houses/use-quote.ts'
import { money } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'

interface GuestPriceProps {
  readonly house_id: number
  readonly first: string
  readonly last: string
}

/** What a guest would pay for the days as they stand; how that comes about is one tap away. */
export function GuestPrice({ house_id, first, last }: GuestPriceProps) {
  const t = wordsOf('availability')
  const quote = useQuote(house_id, first, last, 1)
  return (
    <details className="group rounded-xl bg-wash px-4 open:pb-4">
      <summary className="flex min-h-12 cursor-pointer list-none items-center justify-between gap-3 [&::-webkit-details-marker]:hidden">
        <span className="text-sm">{t('guest_pays')}</span>
        <span className="flex items-center gap-1 font-bold tabular-nums">
          {quote ? money(quote.amount) : '…'}
          <ChevronDown
            aria-hidden="true"
            className="size-4 transition-transform group-open:rotate-180"
          />
        </span>
      </summary>
      {quote && (
        <div className="grid gap-3 border-t border-line pt-3">
          <PriceBreakdown {...quote} />
          {!quote.bookable && (
            <p className="text-sm text-soft">{t('not_bookable', { why: quote.reason ?? '' })}</p>
          )}
        </div>
      )}
    </details>
  )
}
