import { Link } from '@tanstack/react-router'
import type { BasicHouse } from '../api/contract.ts'
import { daysBetween, money } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { Picture } from '../ui/picture.tsx'

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
  const asked = { ...(sd && { sd }), ...(ed && { ed }), ...(guests && { guests }) }
  return (
    <article className="group relative grid content-start gap-2.5">
      <Picture
        src={house.img_url}
        srcSet={house.img_srcset}
        sizes={sizes}
        alt=""
        first={first}
        className="aspect-4/3 rounded-2xl [&_img]:transition-transform [&_img]:duration-300 group-hover:[&_img]:scale-[1.03]"
      />
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
          {[house.area_name, house.unit, t('sleeps', { count: house.capacity })].join(' · ')}
        </p>
        <p className="text-sm text-soft">
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
  return (
    <p className="mt-0.5 flex flex-wrap items-baseline gap-x-2 tabular-nums">
      <span>
        <b className="text-lg">{money(house.price)}</b>
        <span className="text-sm text-soft"> {t('a_day')}</span>
      </span>
      {count > 0 && house.amount !== undefined && (
        <span className="text-sm font-semibold text-brand">
          {t('total', { count, sum: money(house.amount) })}
        </span>
      )}
    </p>
  )
}
