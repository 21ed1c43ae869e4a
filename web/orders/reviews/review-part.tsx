import { lazy, Suspense, useState } from 'react'
import type { Order } from '../../api/contract.ts'
import { timeText } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Stars } from '../../reviews/stars.tsx'
import { Button } from '../../ui/button.tsx'
import type { OrderReviews, ReviewDialogProps } from './order-reviews.ts'

const CommentDialog = lazy(async () => ({
  default: (await import('../comment-dialog.tsx')).CommentDialog,
}))
const ReplyDialog = lazy(async () => ({
  default: (await import('./reply-dialog.tsx')).ReplyDialog,
}))
const RateGuestDialog = lazy(async () => ({
  default: (await import('./rate-guest-dialog.tsx')).RateGuestDialog,
}))

type Action = OrderReviews['actions'][number]
type Review = NonNullable<OrderReviews['review']>

const DIALOGS = {
  edit_comment: CommentDialog,
  reply: ReplyDialog,
  edit_reply: ReplyDialog,
  rate_guest: RateGuestDialog,
  edit_guest_rating: RateGuestDialog,
} as const satisfies Record<Action, unknown>

const CARD = 'grid gap-3 rounded-3xl bg-card p-5 shadow-card md:p-6'
const QUOTE = 'border-l-4 border-brand-wash pl-4 break-words whitespace-pre-wrap'

/** What guest and host said of each other, and what the viewer can still say. */
export function ReviewPart({ order, reviews }: Omit<ReviewDialogProps, 'onClose'>) {
  const [asked, setAsked] = useState<Action>()
  const Asked = asked && DIALOGS[asked]
  return (
    <>
      <GuestRecord lines={reviews.guest_lines} />
      {reviews.review && <Written order={order} review={reviews.review} />}
      {reviews.given && <Given {...reviews.given} />}
      <Offered reviews={reviews} onAsk={setAsked} />
      {Asked && (
        <Suspense>
          <Asked order={order} reviews={reviews} onClose={() => setAsked(undefined)} />
        </Suspense>
      )}
    </>
  )
}

function Written({ order, review }: { readonly order: Order; readonly review: Review }) {
  const t = wordsOf('reviews')
  return (
    <section className={CARD}>
      <h2 className="font-bold">{wordsOf('orders')('comment_was')}</h2>
      <p className="flex flex-wrap items-center gap-x-3 text-sm text-soft">
        {review.stars && <Stars count={review.stars} />}
        {timeText(review.at)}
        {review.edited && <span>{t('edited')}</span>}
      </p>
      <blockquote dir="auto" className={QUOTE}>
        {order.comment}
      </blockquote>
      {review.hidden && (
        <p role="status" className="rounded-xl bg-wait-wash px-4 py-3 text-wait">
          {t('hidden', { reason: review.hidden_reason })}
        </p>
      )}
      {review.reply && (
        <div className="grid gap-1">
          <h3 className="text-sm text-soft">{t('reply_of_host')}</h3>
          <blockquote dir="auto" className={QUOTE}>
            {review.reply}
          </blockquote>
        </div>
      )}
    </section>
  )
}

function Given({ stars, text }: NonNullable<OrderReviews['given']>) {
  const t = wordsOf('reviews')
  return (
    <section className={CARD}>
      <h2 className="font-bold">{t('given')}</h2>
      <Line stars={stars} text={text} />
      <p className="text-sm text-soft">{t('rate_hint')}</p>
    </section>
  )
}

/** Of a guest who is to come, for their host. */
function GuestRecord({ lines }: { readonly lines: OrderReviews['guest_lines'] }) {
  if (lines.length === 0) return null
  return (
    <section className={CARD}>
      <h2 className="font-bold">{wordsOf('reviews')('guest_record')}</h2>
      <ul className="grid gap-3">
        {lines.map(({ stars, text, at }) => (
          <li key={`${at} ${text}`}>
            <Line stars={stars} text={text} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const Line = ({ stars, text }: { readonly stars: number; readonly text: string }) => (
  <div className="grid gap-1">
    <Stars count={stars} />
    <p dir="auto" className={text ? '' : 'text-soft'}>
      {text || wordsOf('reviews')('no_line')}
    </p>
  </div>
)

/** A moment as the site's clock tells it, without its offset. */
const siteTime = (moment: string) => timeText(moment.replace('T', ' ').slice(0, 19))

interface OfferedProps {
  readonly reviews: OrderReviews
  readonly onAsk: (action: Action) => void
}

function Offered({ reviews: { actions, edit_until }, onAsk }: OfferedProps) {
  const t = wordsOf('reviews')
  if (actions.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-3">
      {actions.map((action) => (
        <Button key={action} onClick={() => onAsk(action)}>
          {t(action)}
        </Button>
      ))}
      {edit_until && (
        <p className="text-sm text-soft">{t('edit_until', { time: siteTime(edit_until) })}</p>
      )}
    </div>
  )
}
