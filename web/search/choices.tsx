import { type ReactNode, useId } from 'react'

export function Choices({
  name,
  children,
}: {
  readonly name: string
  readonly children: ReactNode
}) {
  const id = useId()
  return (
    <fieldset aria-labelledby={id} className="grid gap-3">
      <legend id={id} className="mb-3 text-sm font-medium">
        {name}
      </legend>
      <div className="flex flex-wrap gap-2">{children}</div>
    </fieldset>
  )
}

interface ChoiceProps {
  readonly chosen: boolean
  readonly onChoose: () => void
  readonly children: ReactNode
}

/** Chosen ones are told by weight and a thick edge as well as by colour. */
export const Choice = ({ chosen, onChoose, children }: ChoiceProps) => (
  <button
    type="button"
    aria-pressed={chosen}
    onClick={onChoose}
    className={`inline-flex min-h-11 items-center gap-1.5 rounded-full border px-3.5 transition-colors lg:min-h-10 lg:text-sm ${chosen ? 'border-ink bg-wash font-semibold ring-1 ring-ink ring-inset' : 'border-line bg-card hover:border-edge'}`}
  >
    {children}
  </button>
)
