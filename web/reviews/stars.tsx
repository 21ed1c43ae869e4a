import { Star } from 'lucide-react'
import { STARS_MAX } from '../../rules/rating.ts'
import { wordsOf } from '../i18n/words.ts'

export const STARS = Array.from({ length: STARS_MAX }, (_, place) => place + 1)

/** So many of five, as they were given. */
export const Stars = ({ count }: { readonly count: number }) => (
  <span className="inline-flex items-center gap-0.5 text-wait">
    {STARS.map((place) => (
      <Star
        key={place}
        aria-hidden="true"
        className={`size-4 ${place <= count ? 'fill-current' : 'text-edge'}`}
      />
    ))}
    <span className="sr-only">{wordsOf('reviews')('stars', { count })}</span>
  </span>
)
