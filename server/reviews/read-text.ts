import { Refusal } from '../../contract/refusals.ts'

const VISIBLE = /[^\p{Z}\p{C}]/u

/**
 * A text as it is kept, without space around it.
 *
 * @throws {Refusal} `params_invalid` where nobody could read it.
 */
export function readText(field: string, typed: string): string {
  const text = typed.trim().toWellFormed()
  if (!VISIBLE.test(text)) throw new Refusal('params_invalid', { field, problem: 'required' })
  return text
}
