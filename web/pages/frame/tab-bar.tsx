import { Link } from '@tanstack/react-router'
import { Bell, CalendarCheck, House, KeyRound, Search, UserRound } from 'lucide-react'
import { useSession } from '../../account/session/session.ts'
import { wordsOf } from '../../i18n/words.ts'
import { useUnread } from '../../notices/use-unread.ts'
import { UnreadDot } from './header.tsx'
import { isHosting } from './hosting.ts'

const TABS = [
  { to: '/', icon: House, word: 'home' },
  { to: '/search', icon: Search, word: 'search' },
  { to: '/host', icon: KeyRound, word: 'host_short' },
  { to: '/orders', icon: CalendarCheck, word: 'orders_short' },
  { to: '/notices', icon: Bell, word: 'notices' },
  { to: '/account', icon: UserRound, word: 'account_short' },
] as const

/** The way about on a phone, where a thumb reaches: who lets houses has them there instead of the search. */
export function TabBar() {
  const t = wordsOf('ui')
  const unread = useUnread()
  const session = useSession()
  const hidden = session && isHosting() ? '/search' : '/host'
  return (
    <nav
      aria-label={t('nav')}
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 border-t border-line bg-card pb-[env(safe-area-inset-bottom)] short:static md:hidden print:hidden"
    >
      {TABS.filter(({ to }) => to !== hidden).map(({ to, icon: Icon, word }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: to === '/' }}
          className="relative grid h-14 content-center justify-items-center gap-0.5 text-xs text-soft [&.active]:font-bold [&.active]:text-brand"
        >
          <span className="relative">
            <Icon aria-hidden="true" className="size-5.5" />
            {to === '/notices' && unread > 0 && (
              <span className="absolute -top-2 -right-3 size-5">
                <UnreadDot count={unread} />
              </span>
            )}
          </span>
          {t(word)}
        </Link>
      ))}
    </nav>
  )
}
