import { Link } from '@tanstack/react-router'
import { money } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { buttonClass } from '../ui/button.tsx'
import { DatesField } from '../ui/dates-field.tsx'
import { GuestsSelect } from '../ui/guests-select.tsx'
import { BookLink } from './book-link.tsx'
import { PriceBreakdown } from './price-breakdown.tsx'
import { StayHint } from './stay-hint.tsx'
import type { ChosenStay, FullHouse } from './use-stay.ts'

export interface Booking {
  readonly house: FullHouse
  readonly stay: ChosenStay
  readonly is_own: boolean
}

/** At a desk: price, days and the way to book, always in sight. */
export function BookCard({ house, stay, is_own }: Booking) {
  const t = wordsOf('ui')
  return (
    <div className="grid gap-4 rounded-3xl bg-card p-6 shadow-float">
      <p>
        <b className="text-2xl tabular-nums">{money(house.price)}</b>
        <span className="text-soft"> {t('a_day')}</span>
      </p>
      {is_own ? (
        <Own id={house.hid} />
      ) : (
        <>
          <DatesField
            value={stay.value}
            onChange={stay.choose}
            {...stay.rules}
            className="border border-edge"
          />
          <GuestsSelect
            value={String(stay.guests)}
            most={house.capacity}
            onChange={stay.chooseGuests}
            className="border border-edge"
          />
          <StayHint stay={stay} />
          <BookLink house={house} stay={stay} className="w-full" />
          {stay.quote && !stay.problem && <PriceBreakdown {...stay.quote} />}
        </>
      )}
    </div>
  )
}

export function Own({ id }: { readonly id: number }) {
  const t = wordsOf('houses')
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="font-semibold">{t('own')}</p>
      <Link to="/host/houses/$id" params={{ id: String(id) }} className={buttonClass('plain')}>
        {t('edit_own')}
      </Link>
    </div>
  )
}
