import type { OwnHouse } from '../../api/contract.ts'
import { wordsOf } from '../../i18n/words.ts'
import { SelectField } from '../../ui/field.tsx'

interface SelectProps {
  readonly houses: readonly OwnHouse[]
  readonly chosen: number | undefined
  readonly withAll: boolean
  /** '' for all houses. */
  readonly onChoose: (id: string) => void
}

export function HouseSelect({ houses, chosen, withAll, onChoose }: SelectProps) {
  const t = wordsOf('availability')
  return (
    <div className="w-full max-w-sm">
      <SelectField
        label={t('house')}
        value={String(chosen ?? '')}
        onChange={(event) => onChoose(event.target.value)}
      >
        {withAll && <option value="">{t('all_houses')}</option>}
        {houses.map(({ house_id, title }) => (
          <option key={house_id} value={String(house_id)}>
            {title}
          </option>
        ))}
      </SelectField>
    </div>
  )
}
