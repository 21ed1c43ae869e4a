import { Star } from 'lucide-react'
import { useId } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { STARS } from './stars.tsx'

interface StarInputProps {
  readonly label: string
  readonly value: number | undefined
  readonly onChange: (stars: number) => void
  readonly error?: string | undefined
  /** One of several below each other: label and stars on one line. */
  readonly small?: boolean
}

/** One to five stars: radio buttons, so that arrow keys and screen readers know them. */
export function StarInput({ label, value = 0, onChange, error, small = false }: StarInputProps) {
  const t = wordsOf('reviews')
  const id = useId()
  return (
    <div
      role="radiogroup"
      aria-labelledby={`${id}-label`}
      aria-describedby={error ? `${id}-error` : undefined}
      className={small ? 'flex flex-wrap items-center justify-between gap-x-4' : 'grid gap-1'}
    >
      <span id={`${id}-label`} className={small ? '' : 'text-sm font-medium'}>
        {label}
      </span>
      <span className="flex">
        {STARS.map((stars) => (
          <label key={stars} className="relative grid size-11 cursor-pointer place-items-center">
            <input
              type="radio"
              name={id}
              value={stars}
              checked={value === stars}
              onChange={() => onChange(stars)}
              className="peer absolute inset-0 cursor-pointer opacity-0"
            />
            <Star
              aria-hidden="true"
              className={`rounded outline-brand peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 ${small ? 'size-6' : 'size-8'} ${stars <= value ? 'fill-wait text-wait' : 'text-edge'}`}
            />
            <span className="sr-only">{t('stars', { count: stars })}</span>
          </label>
        ))}
      </span>
      {error && (
        <p id={`${id}-error`} role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
    </div>
  )
}
