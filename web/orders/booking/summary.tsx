import { FIRST_PICTURE_SIZES } from '../../../contract/pages.ts'
import type { House } from '../../api/contract.ts'
import { QuoteLines, UNKNOWN_SUM } from '../../houses/quote-lines.tsx'
import { daysBetween, money } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Picture } from '../../ui/picture.tsx'
import { houseInShort } from './house-row.tsx'
import type { useBooking } from './use-booking.ts'

interface SummaryProps {
  readonly house: House
  readonly sd: string | undefined
  readonly ed: string | undefined
  readonly booking: Pick<
    ReturnType<typeof useBooking>,
    'obstacle' | 'busy' | 'quote' | 'submit' | 'waiting' | 'withdraw'
  >
  /** Why the order could not be placed, where no days are in the way. */
  readonly failure: string | undefined
}

export function Summary({ house, sd, ed, booking, failure }: SummaryProps) {
  const t = wordsOf('orders/booking')
  const days = sd && ed && ed >= sd ? daysBetween(sd, ed) : 0
  const { quote } = booking
  // No sum of days that cannot be booked: it would look as if they could.
  const blocked = days > 0 && booking.obstacle !== undefined
  const total = blocked ? t('not_these') : quote ? money(quote.amount) : UNKNOWN_SUM
  return (
    <div className="overflow-hidden rounded-3xl bg-card shadow-card">
      <Picture
        src={house.img_urls[0] ?? ''}
        srcSet={house.srcsets[0]}
        sizes={FIRST_PICTURE_SIZES.house}
        alt=""
        className="hidden aspect-16/10 md:block"
      />
      <div className="grid gap-4 p-5">
        <h2 className="text-lg leading-snug font-bold md:sr-only">{t('cost')}</h2>
        <div className="hidden gap-1 md:grid">
          <p className="text-lg leading-snug font-bold">{house.title}</p>
          <p className="text-sm text-soft">{houseInShort(house)}</p>
        </div>
        <dl className="grid gap-2 md:border-t md:border-line md:pt-4">
          {quote && !blocked && <QuoteLines lines={quote.lines} />}
          <div className="flex items-baseline justify-between gap-4 font-bold">
            <dt>{t(days > 0 ? 'total' : 'price')}</dt>
            <dd className="text-2xl font-extrabold tabular-nums">
              {days > 0 ? total : t('a_day', { price: money(house.price) })}
            </dd>
          </div>
          {house.deposit > 0 && (
            <div className="flex justify-between gap-4 text-sm text-soft">
              <dt>{t('deposit')}</dt>
              <dd className="tabular-nums">{money(house.deposit)}</dd>
            </div>
          )}
        </dl>
        {failure && (
          <p role="alert" className="rounded-xl bg-bad-wash px-4 py-3 text-bad">
            {failure}
          </p>
        )}
        {/* On a phone it stays below the thumb, above the bar of the site. */}
        <div className="fixed inset-x-0 bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-20 flex items-center gap-4 border-t border-line bg-card px-4 py-3 short:static short:px-0 md:static md:grid md:border-0 md:p-0">
          {booking.waiting && (
            <p role="status" className="flex-1 text-sm font-medium text-wait">
              {t('offline')}
            </p>
          )}
          <p className={`flex-1 leading-tight md:hidden ${booking.waiting ? 'hidden' : 'grid'}`}>
            <span className="text-sm text-soft">{t(days > 0 ? 'total' : 'price')}</span>
            <span className="text-xl font-extrabold tabular-nums">
              {days > 0 ? total : t('a_day', { price: money(house.price) })}
            </span>
          </p>
          {booking.waiting ? (
            <Button size="large" onClick={booking.withdraw}>
              {t('withdraw')}
            </Button>
          ) : (
            <Button
              tone="brand"
              size="large"
              busy={booking.busy}
              disabled={booking.obstacle !== undefined || (days > 0 && !quote)}
              onClick={() => void booking.submit()}
            >
              {t('submit')}
            </Button>
          )}
          <p className="hidden text-center text-sm text-soft md:block">{t('nothing_charged')}</p>
        </div>
      </div>
    </div>
  )
}
