import { wordsOf } from '../i18n/words.ts'
import { TextArea } from '../ui/field.tsx'

const LENGTH_MAX = 2_000
const COMMON = ['reason_repair', 'reason_away', 'reason_unfit'] as const

interface ReasonFieldProps {
  readonly value: string
  readonly onChange: (reason: string) => void
  readonly error: string | undefined
}

/** Why a host says no: the guest reads it. */
export function ReasonField({ value, onChange, error }: ReasonFieldProps) {
  const t = wordsOf('orders')
  return (
    <div className="grid gap-3">
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">{t('reasons_common')}</legend>
        {COMMON.map((reason) => (
          <button
            key={reason}
            type="button"
            aria-pressed={value === t(reason)}
            onClick={() => onChange(t(reason))}
            className="min-h-11 rounded-full border border-edge px-4 text-sm transition-colors hover:bg-wash aria-pressed:border-ink aria-pressed:bg-wash aria-pressed:font-semibold"
          >
            {t(reason)}
          </button>
        ))}
      </fieldset>
      <TextArea
        label={t('reason')}
        hint={t('reason_hint')}
        error={error}
        required
        maxLength={LENGTH_MAX}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
