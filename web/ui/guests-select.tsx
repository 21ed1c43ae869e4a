import { ChevronDown, Users } from 'lucide-react'
import { wordsOf } from '../i18n/words.ts'

interface GuestsSelectProps {
  /** How many as text; '' where that is left open. */
  readonly value: string
  readonly onChange: (guests: string) => void
  /** How many may be chosen. */
  readonly most?: number
  /** Whether it may be left open. */
  readonly optional?: boolean
  readonly className?: string
}

const MOST = 16

/** For how many people: the system's own list in the look of the search bar. */
export function GuestsSelect(props: GuestsSelectProps) {
  const { value, onChange, most = MOST, optional = false, className = '' } = props
  const t = wordsOf('ui')
  const counts = Array.from({ length: most }, (_, place) => place + 1)
  return (
    <label
      className={`relative flex min-h-13 items-center gap-3 rounded-xl px-4 transition-colors focus-within:outline-2 focus-within:outline-brand hover:bg-wash ${className}`}
    >
      <Users aria-hidden="true" className="size-5 shrink-0 text-soft" />
      <span className="min-w-0 leading-tight">
        <span className="block text-xs text-soft">{t('guests')}</span>
        <span aria-hidden="true" className="block truncate font-semibold">
          {value ? t('people', { count: Number(value) }) : t('any_guests')}
        </span>
      </span>
      <ChevronDown aria-hidden="true" className="ml-auto size-4 shrink-0 text-soft" />
      <select
        aria-label={t('guests')}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="absolute inset-0 size-full cursor-pointer appearance-none bg-card text-ink opacity-0"
      >
        {optional && <option value="">{t('any_guests')}</option>}
        {counts.map((count) => (
          <option key={count} value={count}>
            {t('people', { count })}
          </option>
        ))}
      </select>
    </label>
  )
}
