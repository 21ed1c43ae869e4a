import { type NightDate, parseNightDate } from '../../contract/night-date.ts'

// GB 11643: region (6), birth date (8), number of the day (3), check digit.
const SHAPE = /^[1-9]\d{5}((?:19|20)\d{2})(\d{2})(\d{2})\d{3}[\dX]$/
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECK_DIGITS = '10X98765432'

/** The number as it is kept, with a capital X; undefined where it cannot be anybody's today. */
export function readIdCard(typed: string, today: NightDate): string | undefined {
  const id_card = typed.trim().toUpperCase()
  const [, year, month, day] = SHAPE.exec(id_card) ?? []
  const born = parseNightDate(`${year}-${month}-${day}`)
  if (born === undefined || born > today) return undefined
  return checkDigit(id_card) === id_card.at(-1) ? id_card : undefined
}

function checkDigit(id_card: string): string | undefined {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(id_card[place]), 0)
  return CHECK_DIGITS[sum % CHECK_DIGITS.length]
}

const SHOWN_FIRST = 3
const SHOWN_LAST = 4

export function maskIdCard(id_card: string): string {
  const hidden = '*'.repeat(id_card.length - SHOWN_FIRST - SHOWN_LAST)
  return id_card.slice(0, SHOWN_FIRST) + hidden + id_card.slice(-SHOWN_LAST)
}
