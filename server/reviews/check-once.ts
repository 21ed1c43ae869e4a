import { Refusal } from '../../contract/refusals.ts'
import { editableUntil } from '../../rules/rating.ts'

/**
 * What a person writes stands once; they change it for some time, and say so when they do: a second
 * window, or a request that is sent again, overwrites nothing.
 *
 * @throws {Refusal} `written_already`, `action_invalid` with nothing to edit, `edit_too_late`.
 */
export function checkOnce(written_at: Date | null, edit: boolean, now: Date): void {
  if (!edit && written_at) throw new Refusal('written_already')
  if (edit && !written_at) throw new Refusal('action_invalid')
  if (written_at && editableUntil(written_at) <= now) throw new Refusal('edit_too_late')
}
