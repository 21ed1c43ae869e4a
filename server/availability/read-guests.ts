import { Refusal } from '../../contract/refusals.ts'
import { GUESTS_MAX, toCount } from '../../contract/values.ts'

/**
 * How many people come, as it was sent: one where nobody says.
 *
 * @throws {Refusal} `params_invalid`. Whether the house takes so many is another question.
 */
export function readGuests(sent: number | string = 1): number {
  const guests = toCount(sent)
  if (guests >= 1 && guests <= GUESTS_MAX) return guests
  throw new Refusal('params_invalid', { field: 'guests', problem: `must be 1 to ${GUESTS_MAX}` })
}
