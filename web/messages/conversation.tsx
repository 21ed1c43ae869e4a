import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { MessagesSquare } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { ask } from '../api/client.ts'
import type { Message, Thread } from '../api/contract.ts'
import { makeStale, read } from '../api/queries.ts'
import { ERRCODE, isRefused } from '../api/refused.ts'
import { wordsOf } from '../i18n/words.ts'
import { buttonClass } from '../ui/button.tsx'
import { EmptyState, ErrorState, Loading, Skeleton } from '../ui/states.tsx'
import { Composer } from './composer.tsx'
import { MessageLog } from './message-log.tsx'
import { noteOpenThread } from './open-threads.ts'
import { ThreadHead } from './thread-head.tsx'
import { LOOK_AGAIN_MS, messagesQuery } from './thread-queries.ts'
import { type About, useOutbox } from './use-outbox.ts'

/** A thread with what is said in it and a place to write; whoever it is about, also where there is none yet. */
export function Conversation({
  about,
  title,
}: {
  readonly about: Exclude<About, { thread_id: number }>
  /** Of whom or what one asks, while there is no thread that says so. */
  readonly title: string
}) {
  const [made, setMade] = useState<number>()
  const query =
    'house_id' in about
      ? { house_id: String(about.house_id) }
      : { order_id: String(about.order_id) }
  const { data, error, refetch } = useQuery(read('/threads', { query }))
  const thread_id = data?.threads[0]?.thread_id ?? made
  if (thread_id !== undefined) return <ThreadPane key={thread_id} thread_id={thread_id} />
  if (error) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <PaneSkeleton />
  return <NewThread about={about} title={title} onMade={setMade} />
}

function NewThread({
  about,
  title,
  onMade,
}: Parameters<typeof Conversation>[0] & { readonly onMade: (thread_id: number) => void }) {
  const t = wordsOf('messages')
  const outbox = useOutbox(about, onMade)
  return (
    <Pane>
      <div className="border-b border-line px-5 py-4">
        <h2 className="font-bold">{title}</h2>
        <p className="text-sm text-soft">{t('new_hint')}</p>
      </div>
      <MessageLog messages={[]} outbox={outbox} other_read_id={0} name={title} />
      <Composer about={about} outbox={outbox} busy={outbox.outgoing.length > 0} />
    </Pane>
  )
}

/** A thread that there is. */
export function ThreadPane({ thread_id }: { readonly thread_id: number }) {
  const pages = useInfiniteQuery({
    ...messagesQuery(thread_id),
    refetchInterval: LOOK_AGAIN_MS,
  })
  const outbox = useOutbox({ thread_id }, () => undefined)
  const thread = pages.data?.pages[0]?.thread
  useEffect(() => noteOpenThread(thread_id), [thread_id])
  useSeen(thread)
  if (!pages.data || !thread)
    return pages.error ? (
      <Unreadable error={pages.error} onRetry={() => pages.refetch()} />
    ) : (
      <PaneSkeleton />
    )
  const messages = pages.data.pages.flatMap((page) => page.messages)
  return (
    <Pane>
      <ThreadHead thread={thread} />
      <MessageLog
        messages={once(messages)}
        outbox={outbox}
        other_read_id={thread.other_read_id}
        name={thread.name}
        {...(pages.hasNextPage && {
          older: { busy: pages.isFetchingNextPage, show: () => void pages.fetchNextPage() },
        })}
      />
      <Composer about={{ thread_id }} thread={thread} outbox={outbox} />
    </Pane>
  )
}

/** There is none, or it is other people's: nobody is told which. */
function Unreadable(failed: Parameters<typeof ErrorState>[0]) {
  const t = wordsOf('messages')
  const { error } = failed
  if (!isRefused(error, ERRCODE.no_data) && !isRefused(error, ERRCODE.params))
    return <ErrorState {...failed} />
  return (
    <EmptyState picture={<MessagesSquare aria-hidden="true" />} title={t('missing')}>
      <Link to="/messages" className={buttonClass('brand')}>
        {t('to_inbox')}
      </Link>
    </EmptyState>
  )
}

/** A message that comes between two pages may stand in both; the oldest first. */
const once = (messages: readonly Message[]): Message[] =>
  [...new Map(messages.map((message) => [message.message_id, message])).values()].toSorted(
    (one, other) => one.message_id - other.message_id,
  )

/** What stands on a page that is looked at has been read. */
function useSeen(thread: Thread | undefined): void {
  const client = useQueryClient()
  const { thread_id, unread = 0, last } = thread ?? {}
  const newest = last?.message_id
  useEffect(() => {
    if (thread_id === undefined || unread === 0 || newest === undefined) return
    const mark = async () => {
      if (document.hidden) return
      const body = { message_id: newest }
      await ask('PUT', '/threads/{id}/read', { params: { id: thread_id }, body })
      await makeStale(client, '/threads', '/notices')
    }
    // Should the server not hear of it, it is unread again at the next look.
    const look = () => void mark().catch(() => undefined)
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [client, thread_id, unread, newest])
}

const Pane = ({ children }: { readonly children: ReactNode }) => (
  <div className="flex h-full min-h-80 flex-col overflow-hidden bg-card md:rounded-3xl md:shadow-card">
    {children}
  </div>
)

const PaneSkeleton = () => (
  <Loading>
    <Skeleton className="h-96 rounded-3xl" />
  </Loading>
)
