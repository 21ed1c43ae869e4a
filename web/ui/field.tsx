import { type ComponentProps, type ReactNode, useId } from 'react'

interface FieldProps {
  readonly label: string
  readonly hint?: ReactNode
  /** What is wrong with what was typed, and what it should be. */
  readonly error?: ReactNode
  /** Beside the control: a unit, a button. */
  readonly after?: ReactNode
}

const BOX =
  'w-full rounded-xl border bg-card px-3.5 text-base text-ink outline-none transition-colors focus:border-brand focus:ring-2 focus:ring-brand/30 disabled:bg-wash disabled:text-soft'
const boxClass = (error: ReactNode, more: string) =>
  `${BOX} ${error ? 'border-bad' : 'border-edge'} ${more}`

/** Label above, control, then what helps or what is wrong; tied together for screen readers. */
function Field({
  label,
  hint,
  error,
  after,
  children,
}: FieldProps & {
  readonly children: (ids: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': true | undefined
  }) => ReactNode
}) {
  const id = useId()
  const told = error || hint
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium text-ink">
        {label}
      </label>
      <div className="flex items-center gap-2">
        {children({
          id,
          'aria-describedby': told ? `${id}-told` : undefined,
          'aria-invalid': error ? true : undefined,
        })}
        {after}
      </div>
      {told && (
        <p
          id={`${id}-told`}
          role={error ? 'alert' : undefined}
          className={`text-sm ${error ? 'text-bad' : 'text-soft'}`}
        >
          {told}
        </p>
      )}
    </div>
  )
}

export function TextField({
  label,
  hint,
  error,
  after,
  className = '',
  ...rest
}: FieldProps & ComponentProps<'input'>) {
  return (
    <Field label={label} hint={hint} error={error} after={after}>
      {(ids) => <input {...rest} {...ids} className={boxClass(error, `min-h-12 ${className}`)} />}
    </Field>
  )
}

export function TextArea({
  label,
  hint,
  error,
  after,
  className = '',
  ...rest
}: FieldProps & ComponentProps<'textarea'>) {
  return (
    <Field label={label} hint={hint} error={error} after={after}>
      {(ids) => (
        <textarea rows={4} {...rest} {...ids} className={boxClass(error, `py-3 ${className}`)} />
      )}
    </Field>
  )
}

/** The system's own list: the best one on a phone. */
export function SelectField({
  label,
  hint,
  error,
  after,
  className = '',
  children,
  ...rest
}: FieldProps & ComponentProps<'select'>) {
  return (
    <Field label={label} hint={hint} error={error} after={after}>
      {(ids) => (
        <select {...rest} {...ids} className={boxClass(error, `min-h-12 ${className}`)}>
          {children}
        </select>
      )}
    </Field>
  )
}
