import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import type { Feed } from '../../api/contract.ts'
import { read } from '../../api/queries.ts'
import { stayDates } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'

interface ListProps {
  readonly house_id: number
  readonly feed: Feed
}

/** Both sides of each conflict of a feed, and what its host can do. */
export function ConflictList({ house_id, feed: { name, conflicting } }: ListProps) {
  const t = wordsOf('availability')
  const from = conflicting[0]?.start_date ?? ''
  const to = conflicting.at(-1)?.end_date ?? ''
  const { data } = useQuery({
    ...read('/user/stays', { query: { from, to, house_id: String(house_id) } }),
    enabled: conflicting.length > 0,
  })
  if (conflicting.length === 0) return null
  const nameOf = (id: number) =>
    data?.stays.find(({ order_id }) => order_id === id)?.guest_name ?? t('a_guest')
  return (
    <div className="grid gap-2 rounded-xl bg-bad-wash p-3 text-sm text-bad">
      <ul className="grid gap-2">
        {conflicting.map((conflict) => (
          <li
            key={`${conflict.order_id} ${conflict.feed_start_date}`}
            className="flex items-start gap-2"
          >
            <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
            <span>
              <Link
                to="/orders/$id"
                params={{ id: String(conflict.order_id) }}
                className="font-semibold underline"
              >
                {nameOf(conflict.order_id)}
              </Link>{' '}
              {stayDates(conflict.start_date, conflict.end_date)} ↔ {name}
              {conflict.summary && ` “${conflict.summary}”`}{' '}
              {stayDates(conflict.feed_start_date, conflict.feed_end_date)}
            </span>
          </li>
        ))}
      </ul>
      <p className="text-ink">{t('conflict_hint', { name })}</p>
    </div>
  )
}
