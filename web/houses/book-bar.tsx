import { money, stayDates } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { DatesButton } from '../ui/dates-field.tsx'
import { type Booking, Own } from './book-card.tsx'
import { BookLink } from './book-link.tsx'
import { UNKNOWN_SUM } from './quote-lines.tsx'
import { StayHint } from './stay-hint.tsx'
import type { ChosenStay } from './use-stay.ts'

/** On a phone, above the bar of the site: what it costs, and the way to book. */
export function BookBar({ house, stay, is_own }: Booking) {
  return (
    <div className="sticky bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-20 order-4 -mb-10 grid gap-3 short:static md:-mb-16 border-t border-line bg-card px-4 py-3 md:bottom-0 md:rounded-t-2xl md:border md:px-6 lg:hidden">
      {is_own ? <Own id={house.hid} /> : <Bar house={house} stay={stay} />}
    </div>
  )
}

/** No sum of days that cannot be booked: it would look as if they could. */
function priceText({ days, problem, quote }: ChosenStay, price: number): string {
  if (problem) return wordsOf('houses')('not_these')
  if (days === 0) return money(price)
  return quote ? money(quote.amount) : UNKNOWN_SUM
}

function Bar({ house, stay }: Omit<Booking, 'is_own'>) {
  const t = wordsOf('houses')
  return (
    <>
      <StayHint stay={stay} />
      <div className="flex items-center justify-between gap-4">
        <DatesButton
          value={stay.value}
          onChange={stay.choose}
          {...stay.rules}
          className="min-w-0 text-left leading-tight"
        >
          <span className="block tabular-nums">
            <b className="text-lg">{priceText(stay, house.price)}</b>{' '}
            <span className="text-sm text-soft">
              {stay.days ? t('in_all', { count: stay.days }) : wordsOf('ui')('a_day')}
            </span>
          </span>
          <span className="block truncate text-sm font-semibold underline underline-offset-4">
            {stay.value.from && stay.value.to
              ? stayDates(stay.value.from, stay.value.to)
              : wordsOf('ui')('choose_dates')}
          </span>
        </DatesButton>
        <BookLink house={house} stay={stay} className="shrink-0 px-8" />
      </div>
    </>
  )
}
