import { nextFreeStay, type Stay, type Taken } from '../../../rules/free-days.ts'
import { addDays, daysBetween, daysText, today } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'

const OFFERS_MAX = 3

interface OffersProps {
  readonly taken: readonly Taken[]
  readonly sd: string
  readonly ed: string
  readonly onChoose: (days: { sd: string; ed: string }) => void
}

/** The next free stays of the same length, each one tap away. */
export function FreeOffers({ taken, sd, ed, onChoose }: OffersProps) {
  const t = wordsOf('orders/booking')
  const offers = freeStays(taken, sd, ed)
  if (offers.length === 0) return <p className="py-2">{t('none_free')}</p>
  return offers.map(({ from, to }) => (
    <Button key={from} onClick={() => onChoose({ sd: from, ed: to })}>
      {t('offer', { dates: daysText(from, to), count: daysBetween(from, to) })}
    </Button>
  ))
}

function freeStays(taken: readonly Taken[], sd: string, ed: string): Stay[] {
  const days = daysBetween(sd, ed)
  const stays: Stay[] = []
  let from = sd < today() ? today() : sd
  while (stays.length < OFFERS_MAX) {
    const stay = nextFreeStay(taken, from, days)
    if (!stay) break
    stays.push(stay)
    from = addDays(stay.to, 1)
  }
  return stays
}
