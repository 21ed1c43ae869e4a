import { Link } from '@tanstack/react-router'
import type { Stay } from '../../api/contract.ts'
import { money, stayText } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { StatusBadge } from '../../orders/status-badge.tsx'
import { Avatar } from '../../ui/avatar.tsx'

/** The same stays in words, for who does not look at the grid. */
export function StayList({ stays }: { readonly stays: readonly Stay[] }) {
  const t = wordsOf('availability')
  return (
    <section className="grid gap-3">
      <h2 className="text-lg font-bold">{t('stays_of_month', { count: stays.length })}</h2>
      {stays.length === 0 && <p className="text-soft">{t('no_stays')}</p>}
      <ul className="grid gap-2 md:grid-cols-2">
        {stays.map((stay) => (
          <li key={stay.order_id}>
            <StayRow stay={stay} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function StayRow({ stay }: { readonly stay: Stay }) {
  const { order_id, guest_name, guest_avatar, start_date, end_date, status, title, amount } = stay
  return (
    <Link
      to="/orders/$id"
      params={{ id: String(order_id) }}
      className="flex h-full items-center gap-3 rounded-2xl bg-card p-4 shadow-card transition-shadow hover:shadow-float"
    >
      <Avatar name={guest_name} url={guest_avatar} />
      <span className="grid min-w-0 flex-1">
        <span className="flex items-center justify-between gap-2">
          <span className="truncate font-semibold">{guest_name}</span>
          <StatusBadge status={status} />
        </span>
        <span className="text-sm">
          {stayText(start_date, end_date)} · <span className="tabular-nums">{money(amount)}</span>
        </span>
        <span className="truncate text-sm text-soft">{title}</span>
      </span>
    </Link>
  )
}
