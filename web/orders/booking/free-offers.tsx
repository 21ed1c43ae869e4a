import { freeStays, type StayRules } from '../../../rules/free-days.ts'
import { stayText } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'

const OFFERS_MAX = 3

interface OffersProps {
  readonly rules: StayRules
  readonly sd: string
  readonly ed: string
  readonly onChoose: (days: { sd: string; ed: string }) => void
}

/** The next stays that can be booked, each one tap away. */
export function FreeOffers({ rules, sd, ed, onChoose }: OffersProps) {
  const t = wordsOf('orders/booking')
  const offers = freeStays({ from: sd, to: ed }, rules, OFFERS_MAX)
  if (offers.length === 0) return <p className="py-2">{t('none_free')}</p>
  return offers.map(({ from, to }) => (
    <Button key={from} onClick={() => onChoose({ sd: from, ed: to })}>
      {stayText(from, to)}
    </Button>
  ))
}
