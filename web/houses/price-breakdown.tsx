import { priceOfStay } from '../../rules/price.ts'
import { money } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import type { FullHouse } from './use-stay.ts'

interface PriceBreakdownProps {
  readonly house: Pick<FullHouse, 'price' | 'deposit'>
  readonly days: number
}

/** How the sum of an order comes about; the deposit is told, and is no part of it. */
export function PriceBreakdown({ house, days }: PriceBreakdownProps) {
  const t = wordsOf('houses')
  return (
    <div className="grid gap-2 tabular-nums">
      <dl className="grid gap-2">
        <div className="flex justify-between gap-4 text-soft">
          <dt>{t('price_times', { price: money(house.price), count: days })}</dt>
          <dd>{money(priceOfStay(house.price, days))}</dd>
        </div>
        <div className="flex justify-between gap-4 border-t border-line pt-3 text-lg font-bold">
          <dt>{t('sum')}</dt>
          <dd>{money(priceOfStay(house.price, days))}</dd>
        </div>
      </dl>
      {house.deposit > 0 && (
        <p className="text-sm text-soft">{t('deposit_apart', { sum: money(house.deposit) })}</p>
      )}
    </div>
  )
}
