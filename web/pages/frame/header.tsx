import { Link, useLocation } from '@tanstack/react-router'
import { Bell } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useSession } from '../../account/session/session.ts'
import { loadWords, wordsOf } from '../../i18n/words.ts'
import { useUnread } from '../../notices/use-unread.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Logo } from '../../ui/logo.tsx'
import { PersonMenu } from './person-menu.tsx'

// Behind what the page is about.
const MessagesLink = lazy(async () => {
  const [{ MessagesLink }] = await Promise.all([
    import('../../messages/messages-link.tsx'),
    loadWords('messages'),
  ])
  return { default: MessagesLink }
})

const LINK =
  'rounded-full px-4 py-2.5 font-medium text-ink transition-colors hover:bg-wash [&.active]:bg-wash [&.active]:font-bold'

/** On a phone it is the site's name alone: the way about is the bar below. */
export function Header() {
  const t = wordsOf('ui')
  const session = useSession()
  const here = useLocation({ select: ({ pathname }) => pathname })
  return (
    <header className="print:hidden border-b border-line bg-card">
      <div className="page flex h-14 items-center gap-2 md:h-18">
        <Link to="/" className="flex items-center gap-2.5 text-xl font-extrabold tracking-tight">
          <Logo />
          {t('site')}
        </Link>
        <nav aria-label={t('nav')} className="ml-auto hidden items-center gap-1 md:flex">
          <Link to="/search" className={LINK}>
            {t('search')}
          </Link>
          {session && (
            <Link to="/orders" className={LINK}>
              {t('orders')}
            </Link>
          )}
          <Link to="/host" className={LINK}>
            {t('host')}
          </Link>
          {session && (
            <Suspense fallback={<span className="size-11" />}>
              <MessagesLink />
            </Suspense>
          )}
          {session && <NoticesLink />}
        </nav>
        <div className="ml-auto flex items-center gap-2 md:ml-1">
          {session === null && here !== '/login' && (
            <Link to="/login" className={buttonClass('plain', 'small')}>
              {t('login')}
            </Link>
          )}
          <PersonMenu session={session ?? null} />
        </div>
      </div>
    </header>
  )
}

function NoticesLink() {
  const t = wordsOf('ui')
  const unread = useUnread()
  return (
    <Link
      to="/notices"
      aria-label={unread ? t('notices_unread', { count: unread }) : t('notices')}
      className="relative inline-grid size-11 place-items-center rounded-full hover:bg-wash [&.active]:bg-wash"
    >
      <Bell aria-hidden="true" className="size-5" />
      {unread > 0 && <UnreadDot count={unread} />}
    </Link>
  )
}

const SHOWN_MAX = 99

export const UnreadDot = ({ count }: { readonly count: number }) => (
  <span
    aria-hidden="true"
    className="absolute top-1 right-1 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-ink px-1 text-[0.6875rem] leading-none font-bold whitespace-nowrap text-paper"
  >
    {count > SHOWN_MAX ? `${SHOWN_MAX}+` : count}
  </span>
)
