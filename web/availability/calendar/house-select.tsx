import type { OwnHouse } from '../../api/contract.ts'
import { wordsOf } from '../../i18n/words.ts'
import { ALL_HOUSES } from './use-place.ts'

interface SelectProps {
  readonly houses: readonly OwnHouse[]
  /** Undefined: all of them. */
  readonly chosen: number | undefined
  readonly onChoose: (house: string) => void
}

export function HouseSelect({ houses, chosen, onChoose }: SelectProps) {
  const t = wordsOf('availability')
  return (
    <select
      aria-label={t('house')}
      value={chosen === undefined ? ALL_HOUSES : String(chosen)}
      onChange={(event) => onChoose(event.target.value)}
      className="min-h-11 min-w-40 flex-1 rounded-xl border border-edge bg-card px-3 text-base font-semibold text-ellipsis text-ink lg:max-w-72"
    >
      {houses.length > 1 && <option value={ALL_HOUSES}>{t('all_houses')}</option>}
      {houses.map(({ house_id, title }) => (
        <option key={house_id} value={String(house_id)}>
          {title}
        </option>
      ))}
    </select>
  )
}
