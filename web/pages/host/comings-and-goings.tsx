import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { LogIn, LogOut } from 'lucide-react'
import type { Stay } from '../../api/contract.ts'
import { read } from '../../api/queries.ts'
import { addDays, dayText, today } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { StatusBadge } from '../../orders/status-badge.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { ErrorState, Loading, Skeleton } from '../../ui/states.tsx'
import { type Visit, visitsBetween } from './visits.ts'

const DAYS_AHEAD = 7

/** Who comes and who leaves: today, tomorrow, and in the days after. */
export function ComingsAndGoings() {
  const t = wordsOf('pages/host')
  const now = today()
  const last = addDays(now, DAYS_AHEAD)
  // Who stayed last night leaves today.
  const { data, error, refetch } = useQuery(
    read('/user/stays', { query: { from: addDays(now, -1), to: last } }),
  )
  const days = [
    { title: t('today'), visits: visitsBetween(data?.stays ?? [], now, now) },
    {
      title: t('tomorrow'),
      visits: visitsBetween(data?.stays ?? [], addDays(now, 1), addDays(now, 1)),
    },
    { title: t('next_days'), visits: visitsBetween(data?.stays ?? [], addDays(now, 2), last) },
  ]
  return (
    <section className="grid content-start gap-4">
      <h2 className="text-lg font-bold">{t('comings')}</h2>
      {error && !data && <ErrorState error={error} onRetry={refetch} />}
      {!data && !error && (
        <Loading>
          <Skeleton className="h-64 rounded-2xl" />
        </Loading>
      )}
      {data && (
        <div className="grid divide-y divide-line rounded-2xl bg-card px-5 shadow-card">
          {days.map(({ title, visits }) => (
            <div key={title} className="py-4">
              <h3 className="mb-1 text-sm font-semibold text-soft">{title}</h3>
              {visits.length === 0 && <p className="text-soft">{t('nobody')}</p>}
              <ul>
                {visits.map((visit) => (
                  <li key={`${visit.kind}-${visit.stay.order_id}`}>
                    <VisitRow visit={visit} />
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      )}
    </section>
  )
}

const ICONS = { arrival: LogIn, departure: LogOut } as const

function VisitRow({ visit: { kind, stay, day } }: { readonly visit: Visit }) {
  const t = wordsOf('pages/host')
  const Icon = ICONS[kind]
  return (
    <Link
      to="/orders/$id"
      params={{ id: String(stay.order_id) }}
      className="-mx-2 flex min-h-14 items-center gap-3 rounded-xl px-2 py-1.5 hover:bg-wash"
    >
      <Avatar name={stay.guest_name} url={stay.guest_avatar} />
      <span className="grid min-w-0 flex-1">
        <span className="truncate font-semibold">{stay.guest_name}</span>
        <span className="truncate text-sm text-soft">{stay.title}</span>
      </span>
      <span className="grid justify-items-end gap-0.5 text-sm">
        <span
          className={`flex items-center gap-1 font-medium ${kind === 'arrival' ? 'text-good' : 'text-soft'}`}
        >
          <Icon aria-hidden="true" className="size-4" />
          {t(kind)}
        </span>
        <Note stay={stay} day={day} />
      </span>
    </Link>
  )
}

/** Not paid yet: who prepares the house should know. */
const Note = ({ stay, day }: { readonly stay: Stay; readonly day: string }) =>
  stay.status === 'WAIT_PAYMENT' ? (
    <StatusBadge status={stay.status} />
  ) : (
    <span className="text-soft">{dayText(day)}</span>
  )
