import type { OwnHouse } from '../../api/contract.ts'
import { addDays } from '../../i18n/format.ts'
import { addMonths, lastOf, monthOf, weekdayOf } from '../../i18n/month.ts'
import type { Spot } from './selection.ts'

const ACROSS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 }
const DOWN: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 }
const WEEK = 7

/** Where keys lead that mean the same everywhere: beside, the ends of the week, other months. */
function stepAlong(day: string, key: string): string | undefined {
  const across = ACROSS[key]
  if (across !== undefined) return addDays(day, across)
  if (key === 'Home') return addDays(day, -weekdayOf(day))
  if (key === 'End') return addDays(day, WEEK - 1 - weekdayOf(day))
  if (key === 'PageUp') return sameDateIn(addMonths(monthOf(day), -1), day)
  if (key === 'PageDown') return sameDateIn(addMonths(monthOf(day), 1), day)
  return undefined
}

function sameDateIn(month: string, day: string): string {
  const wished = `${month}-${day.slice(8)}`
  return wished < lastOf(month) ? wished : lastOf(month)
}

/** In weeks below each other. */
export function stepInMonth({ house_id, day }: Spot, key: string): Spot | undefined {
  const down = DOWN[key]
  const next = down === undefined ? stepAlong(day, key) : addDays(day, down * WEEK)
  return next ? { house_id, day: next } : undefined
}

/** In houses below each other. */
export const stepInHouses =
  (houses: readonly OwnHouse[]) =>
  ({ house_id, day }: Spot, key: string): Spot | undefined => {
    const down = DOWN[key]
    if (down === undefined) {
      const next = stepAlong(day, key)
      return next ? { house_id, day: next } : undefined
    }
    const place = houses.findIndex((house) => house.house_id === house_id)
    const next = houses[place + down]
    return next ? { house_id: next.house_id, day } : undefined
  }
