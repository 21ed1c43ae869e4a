import { Link } from '@tanstack/react-router'
import { CalendarCheck, Globe, Lock, TriangleAlert } from 'lucide-react'
import type { HostDay, Stay } from '../../api/contract.ts'
import { addDays, daysText, money, stayText, today } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { StatusBadge } from '../../orders/status-badge.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import type { Selection } from './selection.ts'
import type { Calendars } from './use-calendars.ts'

interface AgendaProps {
  readonly house_id: number
  readonly first: string
  readonly last: string
  readonly calendars: Calendars
  readonly onSelect: (selection: Selection) => void
}

/** The days of a month as a list: who is there, what is closed, what is free and for how much. */
export function Agenda({ house_id, first, last, calendars, onSelect }: AgendaProps) {
  const t = wordsOf('availability')
  const days = calendars.days.get(house_id)
  const within = [...(days?.values() ?? [])].filter(
    ({ date }) => date >= first && date <= last && date >= today(),
  )
  const runs = runsOf(within)
  if (days && runs.length === 0) return <p className="text-soft">{t('month_gone')}</p>
  return (
    <ul className="grid gap-2">
      {runs.map((run) => {
        const stay = calendars.stays.find(({ order_id }) => order_id === run.days[0].order_id)
        return (
          <li key={run.days[0].date}>
            {stay ? (
              <StayRun stay={stay} conflict={run.days[0].conflict} />
            ) : (
              <DaysRun
                run={run}
                onSelect={() =>
                  onSelect({
                    house_id,
                    anchor: run.days[0].date,
                    head: endOf(run),
                    open_end: false,
                  })
                }
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

interface Run {
  readonly days: [HostDay, ...HostDay[]]
}

const endOf = ({ days }: Run): string => days.at(-1)?.date ?? ''

/** Days one after the other of which the same is to be said. */
function runsOf(days: readonly HostDay[]): readonly Run[] {
  const runs: Run[] = []
  for (const day of days) {
    const run = runs.at(-1)
    const [one] = run?.days ?? []
    if (run && one && addDays(endOf(run), 1) === day.date && isAlike(one, day)) run.days.push(day)
    else runs.push({ days: [day] })
  }
  return runs
}

const isAlike = (one: HostDay, other: HostDay): boolean =>
  one.state === other.state &&
  one.order_id === other.order_id &&
  one.note === other.note &&
  one.feed_id === other.feed_id &&
  one.gap === other.gap &&
  one.season === other.season

const ROW = 'flex w-full items-center gap-3 rounded-2xl bg-card p-4 text-left shadow-card'

function StayRun({
  stay,
  conflict,
}: {
  readonly stay: Stay
  readonly conflict: string | undefined
}) {
  const t = wordsOf('availability')
  const { order_id, guest_name, guest_avatar, start_date, end_date, status, amount } = stay
  return (
    <Link to="/orders/$id" params={{ id: String(order_id) }} className={ROW}>
      <Avatar name={guest_name} url={guest_avatar} />
      <span className="grid min-w-0 flex-1">
        <span className="flex items-center justify-between gap-2">
          <span className="truncate font-semibold">{guest_name}</span>
          <StatusBadge status={status} />
        </span>
        <span className="text-sm tabular-nums">
          {stayText(start_date, end_date)} · {money(amount)}
        </span>
        {conflict && (
          <span className="flex items-center gap-1 text-sm text-bad">
            <TriangleAlert aria-hidden="true" className="size-4 shrink-0" />
            {t('conflict_with', { name: conflict })}
          </span>
        )}
      </span>
    </Link>
  )
}

const ICONS = { free: CalendarCheck, held: CalendarCheck, closed: Lock, imported: Globe } as const

function DaysRun({ run, onSelect }: { readonly run: Run; readonly onSelect: () => void }) {
  const t = wordsOf('availability')
  const [day] = run.days
  const { state, note, feed_name, season, gap } = day
  const Icon = ICONS[state]
  return (
    <button type="button" onClick={onSelect} className={ROW}>
      <span
        aria-hidden="true"
        className={`grid size-10 shrink-0 place-items-center rounded-full ${state === 'free' ? 'bg-good-wash text-good' : 'bg-wash text-soft'}`}
      >
        <Icon className="size-5" />
      </span>
      <span className="grid min-w-0 flex-1">
        <span className="font-semibold">
          {daysText(day.date, endOf(run))} · {t('nights', { count: run.days.length })}
        </span>
        <span className="truncate text-sm text-soft tabular-nums first-letter:uppercase">
          {[
            gap ? t('gap_day') : t(`state_${state}`),
            season,
            note || feed_name,
            state === 'free' && pricesOf(run.days),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
    </button>
  )
}

/** What days cost, from the lowest to the highest. */
export function pricesOf(days: readonly HostDay[]): string {
  const prices = days.map(({ price }) => price)
  const [low, high] = [Math.min(...prices), Math.max(...prices)]
  return low === high ? money(low) : `${money(low)} – ${money(high)}`
}
