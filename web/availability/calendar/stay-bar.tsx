import { Link } from '@tanstack/react-router'
import type { Stay } from '../../api/contract.ts'
import { stayDates } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import type { barsOn } from './bars.ts'
import { STAY_LOOKS } from './stay-look.ts'

interface BarProps {
  readonly bar: ReturnType<typeof barsOn>[number]
  readonly className?: string
}

/** Leads to its order; a stay that goes on from or into another row has no end there. */
export function StayBar({ bar: { stay, column, span, starts, ends }, className = '' }: BarProps) {
  const label = labelOf(stay)
  const t = wordsOf('orders')
  return (
    <Link
      to="/orders/$id"
      params={{ id: String(stay.order_id) }}
      aria-label={label}
      title={label}
      data-stay={stay.order_id}
      style={{ gridColumn: `${column} / span ${span}` }}
      className={`pointer-events-auto flex min-w-0 items-center gap-1.5 overflow-hidden border-y px-1.5 text-xs font-semibold whitespace-nowrap transition-shadow hover:z-10 hover:shadow-card ${starts ? 'ml-0.5 rounded-l-lg border-l' : ''} ${ends ? 'mr-0.5 rounded-r-lg border-r' : ''} ${STAY_LOOKS[stay.status]} ${className}`}
    >
      <span className="truncate">{stay.guest_name}</span>{' '}
      {span > 2 && <span className="truncate font-normal">{t(`status_${stay.status}`)}</span>}
    </Link>
  )
}

function labelOf({ guest_name, start_date, end_date, status, title }: Stay): string {
  const t = wordsOf('orders')
  // What is to be seen comes first: who speaks to the page says that.
  return `${guest_name} ${t(`status_${status}`)}, ${stayDates(start_date, end_date)}, ${title}`
}
