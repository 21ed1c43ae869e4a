import { useId } from 'react'
import { wordsOf } from '../../i18n/words.ts'

interface ChoiceProps {
  readonly closed: boolean | undefined
  readonly onChoose: (closed: boolean) => void
}

/** Two big halves of one switch; neither is on while some days are closed and some are not. */
export function OpenOrClosed({ closed, onChoose }: ChoiceProps) {
  const t = wordsOf('availability')
  const name = useId()
  return (
    <fieldset className="grid grid-cols-2 gap-1 rounded-xl bg-wash p-1">
      <legend className="sr-only">{t('open_or_closed')}</legend>
      {([false, true] as const).map((value) => (
        <label
          key={String(value)}
          className="grid min-h-11 cursor-pointer place-items-center rounded-lg px-3 font-semibold text-soft has-checked:bg-card has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-brand"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={closed === value}
            onChange={() => onChoose(value)}
          />
          {t(value ? 'close_days' : 'open_days')}
        </label>
      ))}
    </fieldset>
  )
}
