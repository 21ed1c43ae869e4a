import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { MessagesSquare } from 'lucide-react'
import type { Thread } from '../api/contract.ts'
import { timeText } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { Avatar } from '../ui/avatar.tsx'
import { buttonClass } from '../ui/button.tsx'
import { MoreOnSight } from '../ui/more-on-sight.tsx'
import { EmptyState, ErrorState, Loading, Skeleton } from '../ui/states.tsx'
import { type Role, threadsQuery } from './thread-queries.ts'

interface ListProps {
  readonly role: Role | undefined
  /** The one that stands beside the list. */
  readonly shown?: number | undefined
}

const TAB =
  'inline-flex min-h-11 items-center rounded-full px-4 font-medium hover:bg-wash aria-[current]:bg-wash aria-[current]:font-bold'
const ROLES = [undefined, 'guest', 'host'] as const

/** All of somebody's conversations, as guest and as host. */
export function ThreadList({ role, shown }: ListProps) {
  const t = wordsOf('messages')
  return (
    <div className="grid content-start gap-3">
      <nav aria-label={t('filter')} className="flex gap-1">
        {ROLES.map((one) => (
          <Link
            key={one ?? ''}
            to="/messages"
            search={one ? { role: one } : {}}
            aria-current={one === role ? 'true' : undefined}
            className={TAB}
          >
            {t(`role_${one ?? 'all'}`)}
          </Link>
        ))}
      </nav>
      <Threads role={role} shown={shown} />
    </div>
  )
}

function Threads({ role, shown }: ListProps) {
  const t = wordsOf('messages')
  const pages = useInfiniteQuery(threadsQuery(role))
  if (pages.isPending)
    return (
      <Loading>
        <div className="grid gap-2">
          {['a', 'b', 'c', 'd'].map((key) => (
            <Skeleton key={key} className="h-20 rounded-2xl" />
          ))}
        </div>
      </Loading>
    )
  if (pages.isError && !pages.data)
    return <ErrorState error={pages.error} onRetry={() => pages.refetch()} />
  const all = pages.data.pages.flatMap(({ threads }) => threads)
  // One that moves up between two pages stands in both.
  const threads = [...new Map(all.map((thread) => [thread.thread_id, thread])).values()]
  if (threads.length === 0)
    return (
      <EmptyState
        picture={<MessagesSquare aria-hidden="true" />}
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
      <ul className="divide-y divide-line overflow-hidden rounded-2xl bg-card shadow-card">
        {threads.map((thread) => (
          <li key={thread.thread_id}>
            <ThreadRow thread={thread} role={role} current={thread.thread_id === shown} />
          </li>
        ))}
      </ul>
      <MoreOnSight pages={pages} />
    </>
  )
}

function ThreadRow({
  thread,
  role,
  current,
}: {
  readonly thread: Thread
  readonly role: Role | undefined
  readonly current: boolean
}) {
  const t = wordsOf('messages')
  const { thread_id, name, avatar, title, last, unread } = thread
  return (
    <Link
      to="/messages/$id"
      params={{ id: String(thread_id) }}
      search={role ? { role } : {}}
      aria-current={current ? 'page' : undefined}
      className="flex gap-3 p-4 hover:bg-wash focus-visible:-outline-offset-2 aria-[current]:bg-wash"
    >
      <Avatar name={name} url={avatar} />
      <span className="grid min-w-0 flex-1 gap-0.5">
        <span className="flex items-baseline gap-2">
          <bdi className="truncate font-semibold">{name}</bdi>
          <span className="shrink-0 text-sm text-soft">{t(`as_${thread.role}`)}</span>
          {last && (
            <time
              dateTime={last.ctime.replace(' ', 'T')}
              className="ml-auto shrink-0 text-sm text-soft tabular-nums"
            >
              {timeText(last.ctime)}
            </time>
          )}
        </span>
        <span className="truncate text-sm text-soft">{title}</span>
        <span className="flex items-center gap-2">
          <bdi className={`min-w-0 flex-1 truncate ${unread > 0 ? 'font-semibold' : 'text-soft'}`}>
            {last?.mine && `${t('you')}: `}
            {last?.text || t(last?.picture_url ? 'picture' : 'erased')}
          </bdi>
          {unread > 0 && (
            <span className="rounded-full bg-brand px-2 text-sm font-bold text-on-brand tabular-nums">
              <span aria-hidden="true">{unread}</span>
              <span className="sr-only">{t('unread', { count: unread })}</span>
            </span>
          )}
        </span>
      </span>
    </Link>
  )
}
