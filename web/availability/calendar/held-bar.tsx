import { Link } from '@tanstack/react-router'
import { Globe, Lock, TriangleAlert } from 'lucide-react'
import { lazy, Suspense, type SyntheticEvent, useState } from 'react'
import type { Stay } from '../../api/contract.ts'
import { stayDates } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Avatar } from '../../ui/avatar.tsx'
import type { Bar } from './bars.ts'
import { STAY_LOOKS } from './stay-look.ts'

interface BarProps {
  readonly bar: Bar
  readonly className: string
}

/** Lies over the cells from the one it stands in; what goes on in another row has no end there. */
export function HeldBar({ bar, className }: BarProps) {
  const { span, starts, ends, stay } = bar
  // The cells are a pixel apart.
  const style = { width: `calc(${span * 100}% + ${span - 1}px)` }
  const shape = `absolute left-0 z-10 overflow-hidden ${starts ? 'rounded-l-full' : ''} ${ends ? 'rounded-r-full' : ''} ${className}`
  if (stay) return <StayBar bar={bar} stay={stay} style={style} shape={shape} />
  return (
    <span
      aria-hidden="true"
      style={style}
      className={`${shape} pointer-events-none @container flex items-center px-1.5`}
    >
      <ClosedMark bar={bar} />
    </span>
  )
}

function ClosedMark({ bar: { day } }: Pick<BarProps, 'bar'>) {
  const t = wordsOf('availability')
  const imported = day?.state === 'imported'
  const Icon = imported ? Globe : Lock
  const said = imported ? day?.feed_name : day?.note
  return (
    <span className="inline-flex h-5 max-w-full flex-wrap items-center gap-x-1 overflow-hidden rounded-full bg-card px-1.5 text-xs text-soft shadow-card">
      <Icon aria-hidden="true" className="my-0.75 size-3.5 shrink-0" />
      <span className="max-w-full @max-[4.5rem]:hidden">
        <WholeName>{said || t(imported ? 'legend_imported' : 'legend_closed')}</WholeName>
      </span>
    </span>
  )
}

/** Whole or not at all: a name that does not fit beside what is before it wraps out of sight. */
const WholeName = ({ children }: { readonly children: string }) => (
  <span className="block max-w-full truncate leading-5">{children}</span>
)

interface StayBarProps {
  readonly bar: Bar
  readonly stay: Stay
  readonly style: { readonly width: string }
  readonly shape: string
}

// Fetched when a bar is first pointed at.
const StayCard = lazy(() => import('./stay-card.tsx'))

/** Leads to its order; who points at it, or walks there, is told all of it. */
function StayBar({ bar: { starts, ends, conflict }, stay, style, shape }: StayBarProps) {
  const t = wordsOf('availability')
  const [pointed, setPointed] = useState<Element>()
  const { order_id, guest_name, guest_avatar, status } = stay
  const point = ({ currentTarget }: SyntheticEvent) => setPointed(currentTarget)
  const leave = () => setPointed(undefined)
  return (
    <>
      <Link
        to="/orders/$id"
        params={{ id: String(order_id) }}
        aria-label={labelOf(stay, conflict && t('conflict_with', { name: conflict }))}
        draggable={false}
        onPointerEnter={(event) => event.pointerType === 'mouse' && point(event)}
        onPointerLeave={leave}
        onFocus={point}
        onBlur={leave}
        style={style}
        className={`${shape} border-y p-0.5 text-xs font-semibold transition-shadow hover:z-20 hover:shadow-float ${starts ? 'border-l' : ''} ${ends ? 'border-r' : ''} ${conflict ? 'border-bad bg-bad-wash text-bad' : STAY_LOOKS[status]}`}
      >
        <span className="flex h-full flex-wrap content-start items-center gap-x-1.5 overflow-hidden *:h-full">
          {starts && (
            <Avatar name={guest_name} url={guest_avatar} className="aspect-square text-xs" />
          )}
          {conflict && <TriangleAlert aria-hidden="true" className="size-4 shrink-0" />}
          <span className={`flex max-w-full items-center pr-2 ${starts ? '' : 'pl-1.5'}`}>
            <WholeName>{guest_name}</WholeName>
          </span>
        </span>
      </Link>
      {pointed && (
        <Suspense>
          <StayCard anchor={pointed} stay={stay} conflict={conflict} />
        </Suspense>
      )}
    </>
  )
}

function labelOf(stay: Stay, conflict: string | undefined): string {
  const t = wordsOf('orders')
  const { guest_name, start_date, end_date, status, title } = stay
  // What is to be seen comes first: who speaks to the page says that.
  const parts = [
    `${guest_name} ${t(`status_${status}`)}`,
    stayDates(start_date, end_date),
    title,
    conflict,
  ]
  return parts.filter(Boolean).join(', ')
}
