import { typed, UNITS } from '../i18n/currency.ts'
import { wordsOf } from '../i18n/words.ts'

import { TypedField } from './typed-field.tsx'
import type { FilterProps } from './use-search.ts'

const WHOLE_MAX = 999_999

/** Typed in whole ones of the currency, carried as amounts. */
const shown = (amount: string | undefined): string => (amount ? typed(Number(amount)) : '')
const amountOf = (text: string): string | undefined => {
  const whole = Math.min(Math.max(0, Math.round(Number(text) || 0)), WHOLE_MAX)
  return whole > 0 ? String(whole * UNITS) : undefined
}

export function PriceFields({ wanted, onChange }: FilterProps) {
  const t = wordsOf('search')
  const common = {
    type: 'number',
    inputMode: 'numeric',
    min: 0,
    max: WHOLE_MAX,
    placeholder: t('any'),
  } as const
  return (
    <div className="grid grid-cols-2 gap-3">
      <TypedField
        {...common}
        label={t('price_min')}
        value={shown(wanted.price_min)}
        onTyped={(text) => onChange({ price_min: amountOf(text) })}
      />
      <TypedField
        {...common}
        label={t('price_max')}
        value={shown(wanted.price_max)}
        onTyped={(text) => onChange({ price_max: amountOf(text) })}
      />
    </div>
  )
}
