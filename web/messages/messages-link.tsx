import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { MessagesSquare } from 'lucide-react'
import { wordsOf } from '../i18n/words.ts'
import { unreadQuery } from './thread-queries.ts'

const SHOWN_MAX = 99

/** The way to the inbox, with how much waits there. */
export function MessagesLink() {
  const t = wordsOf('messages')
  const unread = useQuery(unreadQuery).data?.unread ?? 0
  return (
    <Link
      to="/messages"
      aria-label={unread ? t('inbox_unread', { count: unread }) : t('inbox')}
      className="relative inline-grid size-11 place-items-center rounded-full hover:bg-wash [&.active]:bg-wash"
    >
      <MessagesSquare aria-hidden="true" className="size-5" />
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="absolute top-1 right-1 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-ink px-1 text-[0.6875rem] leading-none font-bold whitespace-nowrap text-paper"
        >
          {unread > SHOWN_MAX ? `${SHOWN_MAX}+` : unread}
        </span>
      )}
    </Link>
  )
}
