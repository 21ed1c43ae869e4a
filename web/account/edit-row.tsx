import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'

interface EditRowProps {
  readonly label: string
  readonly value: ReactNode
  /** What the button is called; it shows `change` alone. */
  readonly action: string
  readonly change: string
  /** The form, in the place of the value. */
  readonly children: (close: () => void) => ReactNode
}

/** One fact about a person, and in its place the form that changes it. */
export function EditRow({ label, value, action, change, children }: EditRowProps) {
  const [open, setOpen] = useState(false)
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (open) row.current?.querySelector<HTMLElement>('input:not([hidden])')?.focus()
  }, [open])
  const close = () => {
    setOpen(false)
    requestAnimationFrame(() => row.current?.querySelector('button')?.focus())
  }
  if (open)
    return (
      <div ref={row} className="grid gap-4 py-5">
        <h3 className="font-semibold">{action}</h3>
        {children(close)}
      </div>
    )
  return (
    <Row label={label} value={value}>
      <div ref={row}>
        <Button size="small" aria-label={action} onClick={() => setOpen(true)}>
          {change}
        </Button>
      </div>
    </Row>
  )
}

export const Row = ({
  label,
  value,
  hint,
  children,
}: {
  readonly label?: string
  readonly value: ReactNode
  readonly hint?: string
  readonly children?: ReactNode
}) => (
  <div className="flex min-h-20 items-center gap-4 py-4">
    <div className="min-w-0 flex-1">
      {label && <div className="text-sm text-soft">{label}</div>}
      <div className="font-medium break-words">{value}</div>
      {hint && <div className="text-sm text-soft">{hint}</div>}
    </div>
    {children}
  </div>
)
