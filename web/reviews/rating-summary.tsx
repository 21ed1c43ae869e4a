import { Star } from 'lucide-react'
import { ASPECTS } from '../../rules/rating.ts'
import type { House } from '../api/contract.ts'
import { wordsOf } from '../i18n/words.ts'
import { STARS } from './stars.tsx'

/** The average of a house, how its stars spread, and what single things were given. */
export function RatingSummary({ rating }: { readonly rating: NonNullable<House['rating']> }) {
  const t = wordsOf('reviews')
  const aspects = ASPECTS.filter((aspect) => rating.aspects[aspect] !== null)
  return (
    <div className="grid gap-x-10 gap-y-6 md:grid-cols-[auto_minmax(12rem,1fr)_minmax(12rem,1fr)] md:items-center">
      <p className="flex items-center gap-3">
        <Star aria-hidden="true" className="size-8 fill-wait text-wait" />
        <span className="grid leading-tight">
          <b className="text-3xl tabular-nums">{rating.average.toFixed(1)}</b>
          <span className="text-sm text-soft">{t('rated_by', { count: rating.count })}</span>
        </span>
      </p>
      <ul aria-label={t('spread')} className="grid gap-1.5 text-sm">
        {STARS.toReversed().map((stars) => {
          const count = rating.spread[stars - 1] ?? 0
          return (
            <li key={stars} className="flex items-center gap-3 tabular-nums">
              <span aria-hidden="true" className="w-8 text-right text-soft">
                {stars} ★
              </span>
              <span aria-hidden="true" className="h-2 flex-1 overflow-hidden rounded-full bg-wash">
                <span
                  className="block h-full rounded-full bg-wait"
                  style={{ width: `${(count / rating.count) * 100}%` }}
                />
              </span>
              <span aria-hidden="true" className="w-8 text-soft">
                {count}
              </span>
              <span className="sr-only">{t('spread_of', { stars, count })}</span>
            </li>
          )
        })}
      </ul>
      {aspects.length > 0 && (
        <dl className="grid gap-1.5 text-sm">
          {aspects.map((aspect) => (
            <div key={aspect} className="flex justify-between gap-4">
              <dt className="text-soft">{t(`aspect_${aspect}`)}</dt>
              <dd className="font-semibold tabular-nums">{rating.aspects[aspect]?.toFixed(1)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
