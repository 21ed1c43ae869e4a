import type { OwnHouse } from '../../api/contract.ts'
import { HostTerms } from '../../pricing/host-terms.tsx'
import { PriceRules } from '../rules/price-rules.tsx'
import { HouseSelect } from './house-select.tsx'
import { MonthBar, TodayButton } from './month-bar.tsx'
import type { Place } from './use-place.ts'
import { ViewSwitch } from './view-switch.tsx'

interface ToolbarProps {
  readonly houses: readonly OwnHouse[]
  readonly place: Place
  readonly turn: Place['go']
}

/** One line at a desk; on a phone two: which house, and then which days. */
export function Toolbar({ houses, place, turn }: ToolbarProps) {
  const { house, month, view } = place
  const chooseMonth = (next: string) => turn({ month: next })
  return (
    <div className="flex flex-wrap items-center gap-2 lg:gap-3">
      <HouseSelect
        houses={houses}
        chosen={house?.house_id}
        onChoose={(id) => turn({ house: id })}
      />
      {house && <PriceRules key={house.house_id} house_id={house.house_id} />}
      {house && <HostTerms key={`terms ${house.house_id}`} house_id={house.house_id} />}
      <TodayButton month={month} onChoose={chooseMonth} />
      <span className="basis-full lg:hidden" />
      <MonthBar month={month} by_year={view === 'year'} onChoose={chooseMonth} />
      <ViewSwitch view={view} all={!house} onChoose={(next) => turn({ view: next })} />
    </div>
  )
}
