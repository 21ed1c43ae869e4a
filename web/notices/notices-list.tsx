import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { BellRing } from 'lucide-react'
import type { Notice } from '../api/contract.ts'
import { addDays, dayText, today } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { buttonClass } from '../ui/button.tsx'
import { MoreOnSight } from '../ui/more-on-sight.tsx'
import { EmptyState, ErrorState, Loading, Skeleton } from '../ui/states.tsx'
import { noticesQuery } from './notice-cache.ts'
import { NoticeItem } from './notice-item.tsx'

const SKELETONS = ['a', 'b', 'c', 'd', 'e']

export function NoticesList() {
  const t = wordsOf('notices')
  const pages = useInfiniteQuery(noticesQuery)
  if (pages.isPending)
    return (
      <Loading>
        <div className="grid gap-3">
          <Skeleton className="h-6 w-24" />
          {SKELETONS.map((key) => (
            <Skeleton key={key} className="h-22 rounded-2xl" />
          ))}
        </div>
      </Loading>
    )
  if (pages.isError && !pages.data)
    return <ErrorState error={pages.error} onRetry={() => pages.refetch()} />
  const days = byDay(pages.data.pages.flatMap(({ notices }) => notices))
  if (days.length === 0)
    return (
      <EmptyState
        picture={<BellRing aria-hidden="true" />}
        title={t('empty')}
        hint={t('empty_hint')}
      >
        <Link to="/search" className={buttonClass('brand')}>
          {t('to_search')}
        </Link>
      </EmptyState>
    )
  return (
    <>
      {days.map(([day, notices]) => (
        <section key={day} className="grid gap-3">
          <h2 className="font-bold text-soft">{dayName(day)}</h2>
          <ul className="divide-y divide-line overflow-hidden rounded-2xl bg-card shadow-card">
            {notices.map((notice) => (
              <li key={notice.notice_id}>
                <NoticeItem notice={notice} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <MoreOnSight pages={pages} />
    </>
  )
}

/** A notice that comes in between two pages stands in both: it is shown once. */
function byDay(notices: readonly Notice[]): [day: string, notices: Notice[]][] {
  const once = new Map(notices.map((notice) => [notice.notice_id, notice]))
  return [...Map.groupBy(once.values(), ({ ctime }) => ctime.slice(0, 10))]
}

function dayName(day: string): string {
  const t = wordsOf('notices')
  const now = today()
  if (day === now) return t('today')
  return day === addDays(now, -1) ? t('yesterday') : dayText(day)
}
