import type { RefusalName } from '../../contract/refusals.ts'
import type { RuleProblem } from '../../rules/house-takes.ts'

/** What the API calls it when a house does not take a stay. */
export const REFUSAL_OF = {
  past: 'dates_invalid',
  too_short: 'stay_length',
  too_long: 'stay_length',
  too_far: 'beyond_window',
  too_soon: 'too_soon',
  no_arrival: 'no_arrival',
  no_departure: 'no_departure',
} as const satisfies Record<RuleProblem, RefusalName>

type Tag<Part> = (text: TemplateStringsArray, ...parts: Part[]) => Part

/** A stay and the rules of a house, as expressions of SQL: `date` and `integer`. */
interface StayParts<Part> extends LengthParts<Part> {
  readonly first: Part
  readonly last: Part
  readonly first_day: Part
  readonly last_day: Part
}

interface LengthParts<Part> {
  readonly days: Part
  readonly min_days: Part
  readonly max_days: Part
}

// `stayProblem` of rules/, where a statement has to decide; a test holds one against the other.

const tooShort = <Part>(tag: Tag<Part>, { days, min_days }: LengthParts<Part>) =>
  tag`${days} < ${min_days}`

const tooLong = <Part>(tag: Tag<Part>, { days, max_days }: LengthParts<Part>) =>
  tag`(${max_days} > 0 AND ${days} > ${max_days})`

/** Whether a house takes stays of so many days, as a condition that the planner can estimate. */
export const takesLength = <Part>(tag: Tag<Part>, parts: LengthParts<Part>): Part =>
  tag`NOT (${tooShort(tag, parts)} OR ${tooLong(tag, parts)})`

/** The name of the refusal, or NULL where the house takes the stay. */
export const stayRefusalText = (stay: StayParts<string>): string => `
  CASE
    WHEN ${stay.first} < ${stay.first_day} THEN '${REFUSAL_OF.past}'
    WHEN ${tooShort(String.raw, stay)} THEN '${REFUSAL_OF.too_short}'
    WHEN ${tooLong(String.raw, stay)} THEN '${REFUSAL_OF.too_long}'
    WHEN ${stay.last} > ${stay.last_day} THEN '${REFUSAL_OF.too_far}'
  END`
