import { CalendarDays } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { shortDay, stayText } from '../i18n/format.ts'
import { loadWords, wordsOf } from '../i18n/words.ts'
import type { DateRangeProps } from './date-range.tsx'
import type { ChosenDays } from './date-range-rules.ts'

const load = async () => {
  const words = loadWords('ui/dates')
  const dialog = await import('./dates-dialog.tsx')
  await words
  return dialog
}
const DatesDialog = lazy(load)

interface DatesButtonProps extends Omit<DateRangeProps, 'autoFocus'> {
  readonly className?: string
  readonly children: ReactNode
}

/** Opens the calendar to choose days; it is fetched when somebody is about to press. */
export function DatesButton({ className, children, ...dates }: DatesButtonProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => setOpen(true)}
        className={className}
      >
        {children}
      </button>
      {open && (
        <Suspense>
          <DatesDialog {...dates} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

/** The days chosen, in the look of a field. */
export function DatesField({
  className = '',
  compact = false,
  ...dates
}: Omit<DatesButtonProps, 'children'> & {
  /** Beside other fields on a phone. */
  readonly compact?: boolean
}) {
  const t = wordsOf('ui')
  return (
    <DatesButton
      {...dates}
      className={`flex min-h-13 w-full items-center gap-3 rounded-xl text-left transition-colors hover:bg-wash ${compact ? 'px-3 md:px-4' : 'px-4'} ${className}`}
    >
      <CalendarDays
        aria-hidden="true"
        className={`size-5 shrink-0 text-soft ${compact ? 'hidden md:block' : ''}`}
      />
      <span className="min-w-0 leading-tight">
        <span className="block text-xs text-soft">{t('dates')}</span>
        <span className="block truncate font-semibold">
          {chosenText(dates.value) ?? t('choose_dates')}
        </span>
      </span>
    </DatesButton>
  )
}

/** `12月1日 – 4日 · 3 晚`. */
function chosenText({ from, to }: ChosenDays): string | undefined {
  if (!from) return undefined
  return to ? stayText(from, to) : shortDay(from)
}
