import { typedMoney } from '../../rules/money.ts'
import { wordsOf } from '../i18n/words.ts'

import { TypedField } from './typed-field.tsx'
import type { FilterProps } from './use-search.ts'

const YUAN_MAX = 999_999

/** Typed in yuan, carried in fen. */
const yuanOf = (fen: string | undefined): string => (fen ? typedMoney(Number(fen), 'CNY') : '')
const fenOf = (yuan: string): string | undefined => {
  const whole = Math.min(Math.max(0, Math.round(Number(yuan) || 0)), YUAN_MAX)
  return whole > 0 ? String(whole * 100) : undefined
}

export function PriceFields({ wanted, onChange }: FilterProps) {
  const t = wordsOf('search')
  const common = {
    type: 'number',
    inputMode: 'numeric',
    min: 0,
    max: YUAN_MAX,
    placeholder: t('any'),
  } as const
  return (
    <div className="grid grid-cols-2 gap-3">
      <TypedField
        {...common}
        label={t('price_min')}
        value={yuanOf(wanted.price_min)}
        onTyped={(yuan) => onChange({ price_min: fenOf(yuan) })}
      />
      <TypedField
        {...common}
        label={t('price_max')}
        value={yuanOf(wanted.price_max)}
        onTyped={(yuan) => onChange({ price_max: fenOf(yuan) })}
      />
    </div>
  )
}
