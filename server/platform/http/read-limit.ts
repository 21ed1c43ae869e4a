import { Refusal } from '../../../contract/refusals.ts'

/** How many rows a page of a list has: where nobody says, and at most. */
export interface PageSize {
  readonly standard: number
  readonly max: number
}

/** @throws {Refusal} `params_invalid`, with the bound. */
export function readLimit(text: string | undefined, { standard, max }: PageSize): number {
  if (text === undefined) return standard
  const limit = Number(text)
  if (limit >= 1 && limit <= max) return limit
  throw new Refusal('params_invalid', { field: 'limit', problem: `must be 1 to ${max}` })
}
