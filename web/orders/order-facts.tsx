import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { House, Order } from '../api/contract.ts'
import { QuoteLines } from '../houses/quote-lines.tsx'
import { dayText, endOf, money, timeText } from '../i18n/format.ts'
import { STAY_UNIT } from '../i18n/stay-unit.ts'
import { wordsOf } from '../i18n/words.ts'
import { RatingMark } from '../reviews/rating-mark.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Picture } from '../ui/picture.tsx'
import type { Role } from './order-words.ts'

interface FactsProps {
  readonly order: Order
  readonly viewer: Role
  readonly house: House | undefined
}

const SIZES = '(min-width: 64rem) 26rem, (min-width: 48rem) 22rem, 100vw'

/** What was ordered: the house, the days, the sum, and the other person. */
export function OrderFacts({ order, viewer, house }: FactsProps) {
  const t = wordsOf('orders')
  return (
    <div className="overflow-hidden rounded-3xl bg-card shadow-card">
      <div className="relative">
        <Picture
          src={house?.img_urls[0] ?? order.img_url}
          srcSet={house?.srcsets[0]}
          sizes={SIZES}
          alt=""
          className="aspect-16/10"
        />
        <div className="grid gap-1 px-5 pt-4">
          <h2 className="text-lg leading-snug font-bold">
            <Link
              to="/houses/$id"
              params={{ id: String(order.house_id) }}
              className="after:absolute after:inset-0"
            >
              {order.title}
            </Link>
          </h2>
          <p className="text-sm text-soft">{order.address}</p>
        </div>
      </div>
      <dl className="m-5 mb-0 grid grid-cols-2 gap-3 rounded-2xl bg-wash p-4">
        <Fact name={t('first_day')}>
          {dayText(order.start_date)} {t('from_time', { time: order.check_in_time })}
        </Fact>
        <Fact name={t(`last_day_${STAY_UNIT}`)}>
          {dayText(endOf(order.end_date))} {t('by_time', { time: order.check_out_time })}
        </Fact>
      </dl>
      <dl className="grid gap-4 p-5">
        <div className="flex justify-between gap-4">
          <dt className="text-soft">{t('guests')}</dt>
          <dd>{wordsOf('ui')('people', { count: order.guests })}</dd>
        </div>
        <QuoteLines lines={order.lines} />
        <div className="flex items-baseline justify-between gap-x-4 font-bold">
          <dt>{t('total')}</dt>
          <dd className="text-2xl font-extrabold tabular-nums">{money(order.amount)}</dd>
        </div>
        <div className="flex justify-between gap-4 text-sm">
          <dt className="text-soft">{t('placed_at')}</dt>
          <dd className="tabular-nums">{timeText(order.ctime)}</dd>
        </div>
      </dl>
      <Person order={order} viewer={viewer} house={house} />
    </div>
  )
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt className="text-sm text-soft">{name}</dt>
    <dd className="font-semibold">{children}</dd>
  </div>
)

/** Who comes, for the host; whose house it is, for the guest. */
function Person({ order, viewer, house }: FactsProps) {
  const t = wordsOf('orders')
  const [name, avatar] =
    viewer === 'host'
      ? [order.guest_name, order.guest_avatar]
      : [house?.user_name ?? '', house?.user_avatar ?? '']
  const mobile = viewer === 'host' ? order.guest_mobile : order.host_mobile
  return (
    <div className="mx-5 flex min-h-16 items-center gap-3 border-t border-line py-4">
      <Avatar name={name} url={avatar} />
      <dl>
        <dt className="text-sm text-soft">{t(viewer === 'host' ? 'guest' : 'host')}</dt>
        <dd className="font-semibold">
          {name} {viewer === 'host' && <RatingMark rating={order.guest_rating} />}
        </dd>
      </dl>
      {mobile && (
        <a
          href={`tel:${mobile}`}
          className="ml-auto font-semibold whitespace-nowrap tabular-nums underline underline-offset-2"
        >
          <span className="sr-only">{t('mobile')} </span>
          {mobile}
        </a>
      )}
    </div>
  )
}
