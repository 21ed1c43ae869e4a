import { Link } from '@tanstack/react-router'
import { CalendarDays, ChartColumn, House, ReceiptText } from 'lucide-react'
import { wordsOf } from '../../i18n/words.ts'
import { useRequests } from '../../orders/host/use-requests.ts'

const TABS = [
  { to: '/host', icon: ChartColumn, word: 'tab_overview' },
  { to: '/host/orders', icon: ReceiptText, word: 'tab_orders' },
  { to: '/host/calendar', icon: CalendarDays, word: 'tab_calendar' },
  { to: '/host/houses', icon: House, word: 'tab_houses' },
] as const

/** The way about for hosts: a row on a phone, a column at a desk. */
export function HostTabs() {
  const t = wordsOf('pages/host')
  const waiting = useRequests().data?.orders.length ?? 0
  return (
    <nav
      aria-label={t('nav')}
      className="-mx-4 grid grid-cols-4 border-b border-line px-2 md:mx-0 md:px-0 lg:sticky lg:top-6 lg:grid-cols-1 lg:content-start lg:gap-1 lg:self-start lg:border-0"
    >
      {TABS.map(({ to, icon: Icon, word }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: to === '/host', includeSearch: false }}
          className="flex min-h-12 items-center justify-center gap-1 border-b-2 border-transparent px-0.5 font-medium whitespace-nowrap sm:gap-2 sm:px-1 text-soft transition-colors hover:text-ink lg:justify-start lg:rounded-xl lg:border-0 lg:px-4 lg:hover:bg-wash [&.active]:border-brand [&.active]:font-bold [&.active]:text-brand lg:[&.active]:bg-brand-wash"
        >
          <Icon aria-hidden="true" className="hidden size-5 sm:block" />
          {t(word)}
          {to === '/host/orders' && waiting > 0 && <Waiting count={waiting} />}
        </Link>
      ))}
    </nav>
  )
}

function Waiting({ count }: { readonly count: number }) {
  const t = wordsOf('pages/host')
  return (
    <span className="grid h-5 min-w-5 place-items-center rounded-full bg-ink px-1.5 text-xs font-bold text-paper tabular-nums lg:ml-auto">
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">{t('requests_count', { count })}</span>
    </span>
  )
}
