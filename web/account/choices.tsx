import { useId } from 'react'

interface ChoicesProps<Value extends string> {
  readonly label: string
  readonly chosen: Value
  readonly choices: readonly {
    readonly value: Value
    readonly text: string
    readonly lang?: string
  }[]
  readonly onChoose: (value: Value) => void
}

/** One of a few, side by side. */
export function Choices<Value extends string>({
  label,
  chosen,
  choices,
  onChoose,
}: ChoicesProps<Value>) {
  const name = useId()
  return (
    <fieldset className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-4">
      <legend className="float-left py-2 font-medium">{label}</legend>
      <div className="flex flex-wrap gap-1 rounded-xl bg-wash p-1">
        {choices.map(({ value, text, lang }) => (
          <label
            key={value}
            lang={lang}
            className="grid min-h-11 cursor-pointer place-items-center rounded-lg px-3 text-soft sm:px-4 has-checked:bg-raised has-checked:font-semibold has-checked:text-ink has-checked:ring-1 has-checked:ring-edge has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-brand"
          >
            <input
              type="radio"
              name={name}
              value={value}
              checked={value === chosen}
              onChange={() => onChoose(value)}
              className="sr-only"
            />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
