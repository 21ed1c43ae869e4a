import type { BasicHouse } from '../api/contract.ts'
import { wordsOf } from '../i18n/words.ts'

/** ★ 4.8 (12), where there are stars. */
export function RatingMark({ rating }: Pick<BasicHouse, 'rating'>) {
  if (!rating) return null
  const average = rating.average.toFixed(1)
  return (
    <span className="whitespace-nowrap">
      <span aria-hidden="true" className="tabular-nums">
        ★ <b className="text-ink">{average}</b> ({rating.count})
      </span>
      <span className="sr-only">{wordsOf('ui')('rated', { average, count: rating.count })}</span>
    </span>
  )
}
