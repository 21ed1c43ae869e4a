import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { read } from '../../api/queries.ts'
import type { Refused } from '../../api/refused.ts'
import { stayDates } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'

/** What the server names of days that cannot be closed. */
interface HeldRange {
  readonly kind: 'order' | 'import'
  readonly order_id?: number
  readonly start_date: string
  readonly end_date: string
}

export const heldRanges = ({ data }: Refused): readonly HeldRange[] =>
  (data as { stays?: readonly HeldRange[] } | undefined)?.stays ?? []

interface NoticeProps {
  readonly house_id: number
  readonly held: readonly HeldRange[]
  readonly busy: boolean
  readonly onCloseFree: () => void
}

/** Who stays on days that were to be closed, and the offer to close the others. */
export function HeldNotice({ house_id, held, busy, onCloseFree }: NoticeProps) {
  const t = wordsOf('availability')
  const from = held[0]?.start_date ?? ''
  const to = held.reduce((last, { end_date }) => (end_date > last ? end_date : last), from)
  const { data } = useQuery({
    ...read('/user/stays', { query: { from, to, house_id: String(house_id) } }),
    enabled: held.length > 0,
  })
  const nameOf = (id: number) => data?.stays.find(({ order_id }) => order_id === id)?.guest_name
  return (
    <div role="alert" className="grid gap-3 rounded-xl bg-wait-wash p-4 text-wait">
      <p className="font-semibold">{t('held_title')}</p>
      <ul className="grid gap-1.5 text-sm">
        {held.map(({ order_id, start_date, end_date }) => (
          <li key={`${order_id}-${start_date}`}>
            {order_id ? (
              <Link to="/orders/$id" params={{ id: String(order_id) }} className="underline">
                {nameOf(order_id) ?? t('a_guest')}
              </Link>
            ) : (
              t('legend_imported')
            )}{' '}
            · {stayDates(start_date, end_date)}
          </li>
        ))}
      </ul>
      <Button busy={busy} onClick={onCloseFree}>
        {t('close_free')}
      </Button>
    </div>
  )
}
