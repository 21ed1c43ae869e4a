import type { ButtonHTMLAttributes } from 'react'
import { Spinner } from './spinner.tsx'

type Tone = 'brand' | 'plain' | 'quiet' | 'danger'
type Size = 'small' | 'medium' | 'large'

const TONES: Record<Tone, string> = {
  brand: 'bg-brand text-on-brand hover:bg-brand-deep',
  plain: 'border border-edge bg-card text-ink hover:bg-wash',
  quiet: 'text-ink hover:bg-wash',
  danger: 'border border-bad bg-card text-bad hover:bg-bad-wash',
}
// At least 44 px high where a thumb aims, but for small ones beside text.
const SIZES: Record<Size, string> = {
  small: 'min-h-9 px-3 text-sm',
  medium: 'min-h-11 px-4 text-base',
  large: 'min-h-13 px-6 text-lg',
}

/** The look of a button, for links that lead on. */
export const buttonClass = (tone: Tone = 'plain', size: Size = 'medium', more = ''): string =>
  `inline-flex items-center justify-center gap-2 rounded-xl font-semibold transition-colors select-none disabled:opacity-60 ${TONES[tone]} ${SIZES[size]} ${more}`

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: Tone
  readonly size?: Size
  /** Something is under way: the button waits, and a second click does nothing. */
  readonly busy?: boolean
}

export function Button({ tone, size, busy, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass(tone, size, className)}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
    >
      {busy && <Spinner />}
      {children}
    </button>
  )
}

/** A button that shows only a picture; `label` is what it is called. */
export function IconButton({
  label,
  className = '',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { readonly label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={`inline-grid size-11 shrink-0 place-items-center rounded-full text-ink transition-colors hover:bg-wash disabled:opacity-50 ${className}`}
    />
  )
}
