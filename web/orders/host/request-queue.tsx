import { CircleCheck } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { wordsOf } from '../../i18n/words.ts'
import { ErrorState, Loading, Skeleton } from '../../ui/states.tsx'
import { RequestCard } from './request-card.tsx'
import { useRequests } from './use-requests.ts'

interface QueueProps {
  /** Only so many, and small; all of them with their months where it is left out. */
  readonly shown_max?: number
}

/** What waits for an answer, the most urgent first. */
export function RequestQueue({ shown_max }: QueueProps) {
  const t = wordsOf('orders/host')
  const { data, error, refetch } = useRequests()
  const heading = useRef<HTMLHeadingElement>(null)
  const count = data?.orders.length
  const before = useRef(count)
  useEffect(() => {
    const answered = before.current !== undefined && count !== undefined && count < before.current
    before.current = count
    // The card that had the focus is gone.
    if (answered && document.activeElement === document.body) heading.current?.focus()
  }, [count])
  const shown = data?.orders.slice(0, shown_max)
  return (
    <section className="grid gap-4">
      <h2 ref={heading} tabIndex={-1} className="text-lg font-bold outline-none">
        {count ? t('requests_count', { count }) : t('requests')}
      </h2>
      {error && !data && <ErrorState error={error} onRetry={refetch} />}
      {!data && !error && (
        <Loading>
          <Skeleton className="h-56 rounded-2xl" />
        </Loading>
      )}
      {count === 0 && (
        <p className="flex items-center gap-3 rounded-2xl bg-card p-5 text-soft shadow-card">
          <CircleCheck aria-hidden="true" className="size-6 shrink-0 text-good" />
          {t('no_requests')}
        </p>
      )}
      {shown && shown.length > 0 && (
        <ul className={`grid gap-4 ${shown_max ? 'xl:grid-cols-2' : ''}`}>
          {shown.map((order) => (
            <li key={order.order_id}>
              <RequestCard order={order} withMonth={!shown_max} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
