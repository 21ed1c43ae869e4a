import { ChevronDown } from 'lucide-react'
import { wordsOf } from '../i18n/words.ts'

const ORDERS = {
  new: 'sort_new',
  booking: 'sort_booking',
  rating: 'sort_rating',
  'price-inc': 'sort_cheap',
  'price-des': 'sort_dear',
} as const

interface SortSelectProps {
  readonly value: string | undefined
  readonly onChange: (sk: string) => void
}

export function SortSelect({ value = 'new', onChange }: SortSelectProps) {
  const t = wordsOf('search')
  return (
    <label className="relative flex items-center gap-2">
      <span className="text-sm text-soft">{t('sort')}</span>
      <select
        value={value in ORDERS ? value : 'new'}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-11 cursor-pointer appearance-none rounded-xl bg-transparent pr-7 pl-2 font-semibold hover:bg-wash"
      >
        {Object.entries(ORDERS).map(([order, word]) => (
          <option key={order} value={order} className="bg-card">
            {t(word)}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute right-1 size-4 text-soft"
      />
    </label>
  )
}
