import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  Ban,
  BellPlus,
  CalendarSync,
  CalendarX2,
  CircleCheck,
  Clock,
  FileDown,
  HandCoins,
  House,
  MessageSquareText,
  MessagesSquare,
  Star,
  TriangleAlert,
  UserX,
  Wallet,
  X,
} from 'lucide-react'
import { ask } from '../api/client.ts'
import type { Notice } from '../api/contract.ts'
import { wordsOf } from '../i18n/words.ts'
import { rememberRead, rememberUnread } from './notice-cache.ts'

const ICONS = {
  order_placed: BellPlus,
  order_accepted: Wallet,
  order_rejected: X,
  order_canceled: Ban,
  order_expired: Clock,
  order_paid: CircleCheck,
  stay_finished: Star,
  order_commented: MessageSquareText,
  order_refunded: HandCoins,
  house_changed: House,
  calendar_conflict: CalendarX2,
  feed_failing: TriangleAlert,
  change_proposed: CalendarSync,
  change_accepted: CalendarSync,
  change_refused: CalendarSync,
  order_changed: CalendarSync,
  export_ready: FileDown,
  account_leaving: UserX,
  message_received: MessagesSquare,
} as const satisfies Record<Notice['kind'], unknown>

/** Where one finds what a notice is about: its thread, its order, the calendar of its house, or one's account. */
function placeOf({ thread_id, order_id, house_id }: Notice) {
  if (thread_id !== undefined)
    return { to: '/messages/$id', params: { id: String(thread_id) } } as const
  if (order_id !== undefined)
    return { to: '/orders/$id', params: { id: String(order_id) } } as const
  if (house_id !== undefined) return { to: '/host/calendar', search: { house: house_id } } as const
  return { to: '/account/privacy' } as const
}

/** Leads to what it is about, and is read thereby. */
export function NoticeItem({ notice }: { readonly notice: Notice }) {
  const t = wordsOf('notices')
  const markRead = useMarkRead(notice)
  const Icon = ICONS[notice.kind]
  return (
    <Link
      {...placeOf(notice)}
      onClick={markRead}
      className={`flex gap-4 p-4 transition-colors hover:bg-wash focus-visible:-outline-offset-2 md:p-5 ${notice.read ? '' : 'bg-wash'}`}
    >
      <span
        aria-hidden="true"
        className={`grid size-11 shrink-0 place-items-center rounded-full ${notice.read ? 'bg-wash text-soft' : 'bg-ink text-paper'}`}
      >
        <Icon className="size-5" />
      </span>
      <span className="grid min-w-0 flex-1 gap-1">
        <span className={`break-words ${notice.read ? '' : 'font-semibold'}`}>{notice.text}</span>
        <span className="flex flex-wrap items-center gap-x-2 text-sm text-soft">
          <time dateTime={notice.ctime.replace(' ', 'T')} className="tabular-nums">
            {notice.ctime.slice(11, 16)}
          </time>
          <span aria-hidden="true">·</span>
          <span>{t(`as_${notice.role}`)}</span>
          {!notice.read && (
            <span className="rounded-full bg-card px-2 text-xs font-semibold">{t('unread')}</span>
          )}
        </span>
      </span>
    </Link>
  )
}

/** Shown as read at once: should the server not hear of it, it is unread again at the next look. */
function useMarkRead({ notice_id, read }: Notice): () => void {
  const client = useQueryClient()
  const mark = async () => {
    rememberRead(client, notice_id)
    const { unread } = await ask('PUT', '/notices/read', { body: { notice_ids: [notice_id] } })
    rememberUnread(client, unread)
  }
  return () => {
    if (!read) mark().catch(() => undefined)
  }
}
