import type { HostDay, OwnHouse } from '../../api/contract.ts'
import { money, shortMoney, UNITS } from '../../i18n/currency.ts'
import { dayText, today } from '../../i18n/format.ts'
import { language, wordsOf } from '../../i18n/words.ts'
import { edgesAt, isChosen, type Spot } from './selection.ts'
import { chosenLook } from './stay-look.ts'
import type { DaySelection } from './use-selection.ts'

export type CellHouse = Pick<OwnHouse, 'house_id'>

/** An amount in a small cell: in whole ones, and from ten thousand on in short. */
export function cellPrice(amount: number): string {
  const whole = Math.round(amount / UNITS)
  return whole < 10_000 ? money(whole * UNITS) : shortMoney(whole)
}

/** What a cell of the calendar is to the keyboard and to screen readers. */
export function cellProps(
  day: string,
  house: CellHouse,
  known: HostDay | undefined,
  { selection }: DaySelection,
  stop: Spot,
) {
  const spot = { house_id: house.house_id, day }
  return {
    role: 'gridcell',
    'data-day': day,
    'data-house': house.house_id,
    tabIndex: stop.day === day && stop.house_id === house.house_id ? 0 : -1,
    'aria-selected': isChosen(selection, spot),
    'aria-disabled': day < today() || undefined,
    'aria-current': day === today() ? ('date' as const) : undefined,
    'aria-label': labelOf(day, known),
  }
}

/** How a chosen cell looks; '' for others. */
export const lookOfChoice = ({ selection }: DaySelection, house_id: number, day: string): string =>
  selection && isChosen(selection, { house_id, day }) ? chosenLook(...edgesAt(selection, day)) : ''

/** All that is to be seen in the cell, in words. */
function labelOf(day: string, known: HostDay | undefined): string {
  const t = wordsOf('availability')
  if (!known) return dayText(day)
  const { state, price, min_days, arrive, leave, season, note, feed_name, gap } = known
  const parts = [
    dayText(day),
    gap ? t('gap_day') : t(`state_${state}`),
    note || feed_name,
    state === 'free' && money(price),
    min_days > 1 && t('from_nights', { count: min_days }),
    !arrive && t('no_arrival'),
    !leave && t('no_departure'),
    season,
  ]
  return parts.filter(Boolean).join(language === 'en' ? ', ' : '，')
}

interface SignsProps {
  readonly known: HostDay
  readonly usual_min: number
}

/** Small signs of what holds on a free day beside its price. */
export function DaySigns({ known, usual_min }: SignsProps) {
  const t = wordsOf('availability')
  const { min_days, arrive, leave, season } = known
  const signs = [
    min_days !== usual_min && t('from_nights_short', { count: min_days }),
    !arrive && t('no_arrival_short'),
    !leave && t('no_departure_short'),
  ].filter(Boolean)
  if (signs.length === 0 && !season) return null
  return (
    <span className="line-clamp-2 text-[0.6875rem] leading-tight text-soft">
      {season && (
        <span className="font-semibold text-brand md:hidden">
          {season}
          {signs.length > 0 && ' '}
        </span>
      )}
      {signs.join(' · ')}
    </span>
  )
}
