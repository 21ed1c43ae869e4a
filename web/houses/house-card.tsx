import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { BasicHouse } from '../api/contract.ts'
import { areaName } from '../i18n/area-name.ts'
import { daysBetween, money } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { RatingMark } from '../reviews/rating-mark.tsx'
import { useAwake } from '../ui/use-awake.ts'
import { CardPictures } from './card-pictures.tsx'

const Heart = lazy(async () => ({ default: (await import('../favourites/heart.tsx')).Heart }))

interface HouseCardProps {
  readonly house: BasicHouse
  /** The days that are looked for: the card tells what they cost together. */
  readonly sd?: string | undefined
  readonly ed?: string | undefined
  /** How many want to come. */
  readonly guests?: string | undefined
  /** How wide the picture is shown. */
  readonly sizes: string
  readonly first?: boolean
}

/** A house in a list; all of the card leads to it. */
export function HouseCard({ house, sd, ed, guests, sizes, first = false }: HouseCardProps) {
  const t = wordsOf('ui')
  const area = areaName(house.area_name, house.area_name_en)
  const asked = { ...(sd && { sd }), ...(ed && { ed }), ...(guests && { guests }) }
  return (
    <article className="group relative grid content-start gap-2.5">
      <CardPictures house={house} asked={asked} sizes={sizes} first={first} />
      {useAwake() && (
        <Suspense>
          <Heart
            house_id={house.house_id}
            title={house.title}
            className="absolute top-1 right-1 z-20"
          />
        </Suspense>
      )}
      <div className="grid gap-0.5">
        <h3 className="line-clamp-2 leading-snug font-semibold">
          <Link
            to="/houses/$id"
            params={{ id: String(house.house_id) }}
            search={asked}
            className="after:absolute after:inset-0 after:rounded-2xl focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-4 focus-visible:after:outline-brand"
          >
            {house.title}
          </Link>
        </h3>
        <p className="text-sm text-soft">
          {[area, house.unit, t('sleeps', { count: house.capacity })].join(' · ')}
        </p>
        <p className="text-sm text-soft">
          <RatingMark rating={house.rating} />
          {house.rating && ' · '}
          {house.order_count > 0 ? t('stays', { count: house.order_count }) : t('no_stays')}
        </p>
        <Price house={house} sd={sd} ed={ed} />
      </div>
    </article>
  )
}

function Price({ house, sd, ed }: Pick<HouseCardProps, 'house' | 'sd' | 'ed'>) {
  const t = wordsOf('ui')
  const count = sd && ed && sd <= ed ? daysBetween(sd, ed) : 0
  const total = count > 0 && house.amount !== undefined && money(house.amount)
  return (
    <p className="mt-0.5 flex flex-wrap items-baseline gap-x-2 tabular-nums">
      {total && <b className="text-lg">{t('total', { count, sum: total })}</b>}
      <span className={total ? 'text-sm text-soft' : 'text-soft'}>
        <span className={total ? '' : 'text-lg font-semibold text-ink'}>{money(house.price)}</span>{' '}
        {t('a_day')}
      </span>
    </p>
  )
}
