import type { IdKind } from '../../../rules/id-kinds.ts'
import type { DataOf, RouteOf } from '../../api/contract.ts'

export type Names = DataOf<RouteOf<'GET', '/orders/{id}/guests'>>

/** What stands in the fields of one guest. */
export interface NameDraft {
  readonly guest_id?: number
  readonly name: string
  readonly id_kind: IdKind
  readonly id_number: string
  /** What is kept unless another one is typed; empty where there is none. */
  readonly kept: string
}

const EMPTY: NameDraft = { name: '', id_kind: 'id_card', id_number: '', kept: '' }

/** A row for each who comes, those first who were named. */
export const draftsOf = ({ guests, wanted }: Names): NameDraft[] => {
  const known = guests.map(({ guest_id, name, id_kind, id_number }) => ({
    guest_id,
    name,
    id_kind,
    id_number: '',
    kept: id_number,
  }))
  const missing = Math.max(wanted - known.length, 0)
  return [...known, ...Array.from({ length: missing }, () => EMPTY)]
}

/** Rows in which something stands; whose place they have on the page is kept beside. */
export const filledOf = (drafts: readonly NameDraft[]) =>
  drafts
    .map((draft, place) => ({ draft, place }))
    .filter(({ draft }) => draft.name.trim() !== '' || draft.id_number.trim() !== '')

/** As it is sent: a number that was not typed again stays as it was. */
export const sentOf = ({ guest_id, name, id_kind, id_number }: NameDraft) => ({
  ...(guest_id !== undefined && { guest_id }),
  name: name.trim(),
  id_kind,
  ...((guest_id === undefined || id_number.trim() !== '') && { id_number: id_number.trim() }),
})
