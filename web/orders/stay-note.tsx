import { CalendarCheck } from 'lucide-react'
import type { Order } from '../api/contract.ts'
import { daysBetween, endOf, shortDay, today } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'

/** How far away a paid stay is, or until when it lasts. */
export function StayNote({ order }: { readonly order: Order }) {
  if (order.status !== 'PAID') return null
  return (
    <p className="flex items-center gap-1.5 text-sm font-medium text-good">
      <CalendarCheck aria-hidden="true" className="size-4 shrink-0" />
      {stayText(order)}
    </p>
  )
}

function stayText({ start_date, end_date }: Order): string {
  const t = wordsOf('orders')
  const now = today()
  if (start_date < now) return t('staying_until', { day: shortDay(endOf(end_date)) })
  if (start_date === now) return t('starts_today')
  return t('starts_in', { count: daysBetween(now, start_date) - 1 })
}
