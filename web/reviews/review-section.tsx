import { useInfiniteQuery } from '@tanstack/react-query'
import { MessageCircle } from 'lucide-react'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import type { House } from '../api/contract.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { MoreOnSight } from '../ui/more-on-sight.tsx'
import { RatingSummary } from './rating-summary.tsx'
import { type Review, ReviewItem } from './review-item.tsx'

const SHOWN_FIRST = 4

/** What guests say of a house: all together, the newest ones, and the others where they are wanted. */
export function ReviewSection({ house }: { readonly house: House }) {
  const t = wordsOf('reviews')
  const [all, setAll] = useState(false)
  const { comments, comment_count: count } = house
  return (
    <section aria-labelledby="comments" className="grid gap-6">
      <h2 id="comments" className="text-xl font-bold">
        {count ? t('reviews', { count }) : t('no_reviews_title')}
      </h2>
      {count === 0 && (
        <p className="flex gap-3 text-soft">
          <MessageCircle aria-hidden="true" className="size-5.5 shrink-0" />
          {t('no_reviews')}
        </p>
      )}
      {house.rating && <RatingSummary rating={house.rating} />}
      {all ? (
        <AllReviews house={house} />
      ) : (
        <ReviewList reviews={comments.slice(0, SHOWN_FIRST)} house_id={house.hid} />
      )}
      {count > SHOWN_FIRST && !all && (
        <Button className="justify-self-start" onClick={() => setAll(true)}>
          {t('all_reviews', { count })}
        </Button>
      )}
    </section>
  )
}

const ReviewList = ({
  reviews,
  house_id,
}: {
  readonly reviews: readonly Review[]
  readonly house_id: number
}) => (
  <ul className="grid gap-x-10 gap-y-7 md:grid-cols-2">
    {reviews.map((review) => (
      <li key={review.review_id}>
        <ReviewItem review={review} house_id={house_id} />
      </li>
    ))}
  </ul>
)

/** Those that came with the house, until the first page is there; then page by page. */
function AllReviews({ house }: { readonly house: House }) {
  const pages = useInfiniteQuery({
    queryKey: [`/houses/${house.hid}/reviews`, { all: true }],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      ask('GET', '/houses/{id}/reviews', {
        params: { id: house.hid },
        query: { cursor: pageParam },
        signal,
      }),
    getNextPageParam: (page) => page.next_cursor,
  })
  const reviews = pages.data?.pages.flatMap((page) => page.reviews) ?? house.comments
  return (
    <>
      <ReviewList reviews={reviews} house_id={house.hid} />
      <MoreOnSight pages={pages} />
    </>
  )
}
