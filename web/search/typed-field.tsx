import type { InputHTMLAttributes } from 'react'
import { TextField } from '../ui/field.tsx'

interface TypedFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'value'> {
  readonly label: string
  readonly value: string
  /** Once the person is done: on leaving the field, or with Enter. */
  readonly onTyped: (text: string) => void
}

/** A field that is looked for when it is done, not at each letter. */
export function TypedField({ value, onTyped, ...rest }: TypedFieldProps) {
  const take = (text: string) => text.trim() !== value && onTyped(text.trim())
  return (
    <TextField
      {...rest}
      // Begun anew when the value changes elsewhere: filters cleared, or a step back.
      key={value}
      defaultValue={value}
      onBlur={(event) => take(event.target.value)}
      onKeyDown={(event) => event.key === 'Enter' && take(event.currentTarget.value)}
    />
  )
}
