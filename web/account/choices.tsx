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
    <fieldset className="flex flex-wrap items-center gap-x-6 gap-y-2 py-4">
      <legend className="float-left min-w-20 py-2 text-soft">{label}</legend>
      <div className="flex flex-wrap gap-1 rounded-xl bg-wash p-1">
        {choices.map(({ value, text, lang }) => (
          <label
            key={value}
            lang={lang}
            className="grid min-h-11 cursor-pointer place-items-center rounded-lg px-4 text-soft has-checked:bg-card has-checked:font-semibold has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-brand"
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
