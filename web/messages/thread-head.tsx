import { Link } from '@tanstack/react-router'
import { Ban, ChevronLeft, Flag } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useChange } from '../account/session/use-change.ts'
import { ask } from '../api/client.ts'
import type { Thread } from '../api/contract.ts'
import { stayText } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { Avatar } from '../ui/avatar.tsx'
import { IconButton } from '../ui/button.tsx'
import { toast } from '../ui/toast.ts'

const ReportDialog = lazy(async () => ({
  default: (await import('./report-thread.tsx')).ReportThread,
}))

/** With whom and about what, and what can be done about the other. */
export function ThreadHead({ thread }: { readonly thread: Thread }) {
  const t = wordsOf('messages')
  const { name, avatar, title, order, house_id, thread_id, blocked } = thread
  const [reporting, setReporting] = useState(false)
  const block = useChange(
    () =>
      ask('PUT', '/threads/{id}/block', { params: { id: thread_id }, body: { blocked: !blocked } }),
    { stale: ['/threads'], onDone: () => toast(t(blocked ? 'unblocked' : 'blocked')) },
  )
  return (
    <div className="flex items-center gap-3 border-b border-line px-4 py-3">
      <Link
        to="/messages"
        aria-label={t('to_inbox')}
        className="-ml-2 inline-grid size-11 shrink-0 place-items-center rounded-full hover:bg-wash md:hidden"
      >
        <ChevronLeft aria-hidden="true" className="size-5" />
      </Link>
      <Avatar name={name} url={avatar} />
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-bold">
          <bdi>{name}</bdi>
        </h2>
        <p className="truncate text-sm text-soft">
          {order ? (
            <Link
              to="/orders/$id"
              params={{ id: String(order.order_id) }}
              className="underline underline-offset-2"
            >
              {title} · {stayText(order.start_date, order.end_date)}
            </Link>
          ) : (
            <Link
              to="/houses/$id"
              params={{ id: String(house_id) }}
              className="underline underline-offset-2"
            >
              {title}
            </Link>
          )}
        </p>
      </div>
      <IconButton
        label={t(blocked ? 'unblock' : 'block')}
        aria-pressed={blocked}
        disabled={block.isPending}
        onClick={() => block.mutate(undefined)}
      >
        <Ban aria-hidden="true" className={`size-5 ${blocked ? 'text-bad' : ''}`} />
      </IconButton>
      <IconButton label={t('report')} onClick={() => setReporting(true)}>
        <Flag aria-hidden="true" className="size-5" />
      </IconButton>
      {reporting && (
        <Suspense>
          <ReportDialog thread={thread} onClose={() => setReporting(false)} />
        </Suspense>
      )}
    </div>
  )
}
