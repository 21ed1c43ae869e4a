import { useQuery } from '@tanstack/react-query'
import { read } from '../api/queries.ts'
import { inOrder, lookOf } from '../houses/facility-look.ts'
import { wordsOf } from '../i18n/words.ts'
import { Skeleton } from '../ui/states.tsx'
import { Choice, Choices } from './choices.tsx'
import { PriceFields } from './price-fields.tsx'
import { TypedField } from './typed-field.tsx'
import type { FilterProps } from './use-search.ts'

const PEOPLE = [1, 2, 3, 4, 6, 8]
const TEXT_MAX = 64

export function FilterFields({ wanted, onChange }: FilterProps) {
  const t = wordsOf('search')
  return (
    <div className="grid gap-7">
      <TypedField
        label={t('text')}
        type="search"
        placeholder={t('text_example')}
        maxLength={TEXT_MAX}
        value={wanted.q ?? ''}
        onTyped={(q) => onChange({ q })}
      />
      <PriceFields wanted={wanted} onChange={onChange} />
      {/* Where these stand beside the list, the bar above asks for it. */}
      <div className="lg:hidden">
        <Choices name={t('capacity')}>
          {PEOPLE.map((count) => {
            const chosen = wanted.capacity === String(count)
            return (
              <Choice
                key={count}
                chosen={chosen}
                onChoose={() => onChange({ capacity: chosen ? undefined : String(count) })}
              >
                {t('people_or_more', { count })}
              </Choice>
            )
          })}
        </Choices>
      </div>
      <FacilityChoices wanted={wanted} onChange={onChange} />
    </div>
  )
}

/** All that are chosen must be there. */
function FacilityChoices({ wanted, onChange }: FilterProps) {
  const t = wordsOf('search')
  const { data } = useQuery(read('/facilities'))
  const chosen = wanted.facility?.split(',') ?? []
  const turn = (id: string) => {
    const next = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]
    onChange({ facility: next.join(',') || undefined })
  }
  if (!data) return <Skeleton className="h-100" />
  return (
    <Choices name={t('facilities')}>
      {inOrder(data).map((facility) => {
        const { icon: Icon, name } = lookOf(facility)
        const id = String(facility.id)
        return (
          <Choice key={id} chosen={chosen.includes(id)} onChoose={() => turn(id)}>
            <Icon aria-hidden="true" className="size-4.5" />
            {name}
          </Choice>
        )
      })}
    </Choices>
  )
}
