import { Link } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import type { House } from '../../api/contract.ts'
import { refusedByRules } from '../../houses/use-quote.ts'
import { STAY_UNIT } from '../../i18n/stay-unit.ts'
import { wordsOf } from '../../i18n/words.ts'
import { RefundTerms } from '../../pricing/refund-steps.tsx'
import { DatesField } from '../../ui/dates-field.tsx'
import { GuestsSelect } from '../../ui/guests-select.tsx'
import { titleOf } from '../../ui/page-title.ts'
import { HouseRow } from './house-row.tsx'
import { NextSteps } from './next-steps.tsx'
import { ObstacleNote } from './obstacle-note.tsx'
import { Summary } from './summary.tsx'
import { type Asked, useBooking } from './use-booking.ts'

interface FormProps {
  readonly house: House
  readonly asked: Asked
}

/** Days and what follows on one side, the house and its price on the other. */
export function BookingForm({ house, asked }: FormProps) {
  const t = wordsOf('orders/booking')
  const { from: sd, to: ed } = asked
  const booking = useBooking(house, asked)
  const { obstacle, failure, rules, chooseDays } = booking
  const party = asked.guests > 1 ? { guests: String(asked.guests) } : {}
  return (
    <div className="page grid grid-cols-[minmax(0,1fr)] gap-6 py-4 pb-24 md:grid-cols-[1fr_22rem] md:grid-rows-[auto_1fr] md:py-8 lg:grid-cols-[1fr_26rem] lg:gap-x-12">
      <div className="grid min-w-0 content-start gap-6">
        <div className="grid gap-1">
          <Link
            to="/houses/$id"
            params={{ id: String(house.hid) }}
            search={{ ...(sd && { sd }), ...(ed && { ed }), ...party }}
            className="-ml-2 inline-flex min-h-11 items-center gap-1 justify-self-start rounded-full pr-3 pl-1 font-medium text-soft hover:bg-wash hover:text-ink"
          >
            <ChevronLeft aria-hidden="true" className="size-5" />
            {t('to_house')}
          </Link>
          <h1 className="text-2xl font-extrabold tracking-tight md:text-3xl">
            {titleOf('/houses/$id/book')}
          </h1>
        </div>
        <HouseRow house={house} />
        <section aria-labelledby="stay" className="grid gap-3">
          <h2 id="stay" className="text-lg font-bold">
            {t('stay')}
          </h2>
          <DatesField
            value={{ from: sd, to: ed }}
            {...rules}
            onChange={({ from, to }) =>
              chooseDays({ ...(from && { sd: from }), ...(to && { ed: to }) })
            }
            className="border border-line bg-card shadow-card"
          />
          <div className="text-sm text-soft">
            <p>{t('hours', { check_in: house.check_in, check_out: house.check_out })}</p>
            <p>{lengthRule(house)}</p>
          </div>
          <GuestsSelect
            value={String(asked.guests)}
            most={house.capacity}
            onChange={booking.chooseGuests}
            className="border border-line bg-card shadow-card"
          />
          <p className="text-sm text-soft">{t('guests_hint', { count: house.capacity })}</p>
          <ObstacleNote
            obstacle={obstacle}
            house={house}
            sd={sd}
            ed={ed}
            rules={rules}
            offering={booking.knows_taken}
            refused={refusedByRules(booking.quote)}
            onChoose={chooseDays}
          />
        </section>
      </div>
      <aside
        aria-label={t('summary')}
        className="min-w-0 md:col-start-2 md:row-span-2 md:row-start-1"
      >
        <div className="md:sticky md:top-6">
          <Summary house={house} sd={sd} ed={ed} booking={booking} failure={failure} />
        </div>
      </aside>
      <div className="grid content-start gap-6">
        {booking.quote && <RefundTerms terms={booking.quote.cancellation} unpaid />}
        <NextSteps sd={sd} ed={ed} instant={booking.quote?.instant ?? false} />
      </div>
    </div>
  )
}

function lengthRule({ min_days, max_days }: House): string {
  const t = wordsOf('orders/booking')
  if (max_days > 0) return t(`rule_between_${STAY_UNIT}`, { min: min_days, count: max_days })
  return t(`rule_least_${STAY_UNIT}`, { count: min_days })
}
