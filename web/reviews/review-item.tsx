import { Flag } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { House } from '../api/contract.ts'
import { timeText } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { Avatar } from '../ui/avatar.tsx'
import { IconButton } from '../ui/button.tsx'
import { Stars } from './stars.tsx'

const ReportDialog = lazy(async () => ({
  default: (await import('./report-review.tsx')).ReportReview,
}))

export type Review = House['comments'][number]

const dateOf = (time: string) => timeText(time).replace(/ [\d:]+$/, '')

/** What a guest said, and what the host answered. */
export function ReviewItem({
  review,
  house_id,
}: {
  readonly review: Review
  readonly house_id: number
}) {
  const t = wordsOf('reviews')
  const [reporting, setReporting] = useState(false)
  return (
    <div className="grid content-start gap-3">
      <div className="flex items-center gap-3">
        <Avatar name={review.user_name} url="" />
        <div className="min-w-0 flex-1 leading-tight">
          <p className="truncate font-semibold">{review.user_name}</p>
          <p className="flex flex-wrap items-center gap-x-2 text-sm text-soft">
            {review.stars && <Stars count={review.stars} />}
            {dateOf(review.ctime)}
          </p>
        </div>
        <IconButton label={t('report')} onClick={() => setReporting(true)}>
          <Flag aria-hidden="true" className="size-4 text-soft" />
        </IconButton>
      </div>
      <p dir="auto" className="whitespace-pre-line">
        {review.comment}
      </p>
      {review.reply && (
        <div className="grid gap-1 border-l-4 border-brand-wash pl-4">
          <p className="text-sm text-soft">
            {t('reply_of_host')} · {dateOf(review.reply_time)}
          </p>
          <p dir="auto" className="whitespace-pre-line">
            {review.reply}
          </p>
        </div>
      )}
      {reporting && (
        <Suspense>
          <ReportDialog
            house_id={house_id}
            review_id={review.review_id}
            onClose={() => setReporting(false)}
          />
        </Suspense>
      )}
    </div>
  )
}
