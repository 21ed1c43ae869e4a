import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { OwnHouse } from '../../api/contract.ts'
import { daysBetween, daysText } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { firstDayOf, lastDayOf, type Selection } from '../calendar/selection.ts'
import type { HouseDays } from '../calendar/use-calendars.ts'
import { DaysForm } from './days-form.tsx'

export interface PanelProps {
  readonly selection: Selection
  readonly house: OwnHouse
  readonly days: HouseDays | undefined
  /** The days were changed, or let go. */
  readonly onClose: () => void
}

export const titleOf = (selection: Selection): string => {
  const t = wordsOf('availability')
  const [first, last] = [firstDayOf(selection), lastDayOf(selection)]
  return `${daysText(first, last)} · ${t('nights', { count: daysBetween(first, last) })}`
}

export function ChosenForm({ selection, house, days, onClose }: PanelProps) {
  const [first, last] = [firstDayOf(selection), lastDayOf(selection)]
  const chosen = [...(days?.values() ?? [])].filter(({ date }) => date >= first && date <= last)
  return (
    <DaysForm
      key={`${house.house_id} ${first} ${last}`}
      {...{ house_id: house.house_id, first, last, days: chosen }}
      onDone={onClose}
    />
  )
}

/** Beside the calendar at a desk: the days can be chosen anew while it is there. */
export function DaysAside(props: PanelProps & { readonly takes_focus: boolean }) {
  const { selection, house, onClose, takes_focus } = props
  const t = wordsOf('availability')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takes_focus) heading.current?.focus()
  }, [takes_focus])
  return (
    <section
      aria-label={t('chosen_days')}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
      className="grid gap-4 rounded-2xl bg-card p-5 shadow-card"
    >
      <header className="flex items-start justify-between gap-2">
        <div className="grid">
          <h2 ref={heading} tabIndex={-1} className="text-lg font-bold outline-none">
            {titleOf(selection)}
          </h2>
          <p className="line-clamp-1 text-sm text-soft">{house.title}</p>
        </div>
        <IconButton label={t('let_go')} className="-mt-1.5 -mr-2" onClick={onClose}>
          <X aria-hidden="true" className="size-5" />
        </IconButton>
      </header>
      <ChosenForm {...props} />
    </section>
  )
}

interface BarProps {
  readonly selection: Selection
  readonly onOpen: () => void
  readonly onClose: () => void
}

/** On a phone, after the first tap: the next one chooses more days, or this goes on with the one. */
export function ChosenBar({ selection, onOpen, onClose }: BarProps) {
  const t = wordsOf('availability')
  return (
    <div className="fixed inset-x-3 bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-30 flex items-center gap-2 rounded-2xl bg-raised p-2 pl-4 text-ink shadow-float">
      <span className="grid min-w-0 flex-1">
        <span className="font-semibold">{titleOf(selection)}</span>
        <span className="truncate text-sm text-soft">{t('tap_last')}</span>
      </span>
      <Button tone="brand" onClick={onOpen}>
        {t('change_days')}
      </Button>
      <IconButton label={t('let_go')} onClick={onClose}>
        <X aria-hidden="true" className="size-5" />
      </IconButton>
    </div>
  )
}
