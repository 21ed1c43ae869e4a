import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { OrderStatus } from '../api/contract.ts'
import { wordsOf } from '../i18n/words.ts'
import { ORDER_STATUSES } from './order-words.ts'

interface TabsProps {
  /** The page that the tabs are of. */
  readonly to: '/orders' | '/host/orders'
  readonly chosen: OrderStatus | undefined
}

/** One status each, kept in the address; on a phone they are pushed along with a thumb. */
export function StatusTabs({ to, chosen }: TabsProps) {
  const t = wordsOf('orders')
  const row = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const tab = row.current?.querySelector('[aria-current]')?.parentElement
    if (!row.current || !tab) return
    row.current.scrollLeft = tab.offsetLeft - (row.current.clientWidth - tab.clientWidth) / 2
  }, [chosen])
  return (
    <nav aria-label={t('tabs')} className="-mx-4 md:mx-0">
      <ul
        ref={row}
        className="relative flex gap-2 overflow-x-auto px-4 py-1 [scrollbar-width:none] md:flex-wrap md:px-0"
      >
        {[undefined, ...ORDER_STATUSES].map((status) => (
          <li key={status ?? 'all'}>
            <Link
              to={to}
              search={status ? { status } : {}}
              replace
              // Without it all that leads to this page counts as chosen, whatever its status.
              activeOptions={{ exact: true }}
              resetScroll={false}
              aria-current={status === chosen ? 'page' : undefined}
              className="inline-flex min-h-11 items-center rounded-full border border-line bg-card px-4 font-medium whitespace-nowrap text-soft transition-colors hover:text-ink aria-[current=page]:border-ink aria-[current=page]:bg-ink aria-[current=page]:font-bold aria-[current=page]:text-paper"
            >
              {status ? t(`status_${status}`) : t('tab_all')}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
