import { type NightDate, parseNightDate } from '../rules/night-date.ts'

// No schema here: browsers run it too, to tell of a slip at once; the server decides.
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

const ADULT_YEARS = 18

/** Whether the owner of an id card that was read is 18 on that day. */
export function isAdult(id_card: string, today: NightDate): boolean {
  const [, year, month, day] = SHAPE.exec(id_card) ?? []
  return `${Number(year) + ADULT_YEARS}-${month}-${day}` <= today
}

function checkDigit(id_card: string): string | undefined {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(id_card[place]), 0)
  return CHECK_DIGITS[sum % CHECK_DIGITS.length]
}
