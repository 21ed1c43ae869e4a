import type { QueryClient } from '@tanstack/react-query'
import { read } from '../../../api/queries.ts'
import { ERRCODE, isRefused } from '../../../api/refused.ts'
import { wordsOf } from '../../../i18n/words.ts'
import { checkField } from './check-draft.ts'
import { type DraftField, EMPTY_DRAFT, type HouseDraft, type TypedField } from './draft.ts'

interface RefusedField {
  readonly field: DraftField
  readonly problem: string
}

/** Where what the server calls one thing is typed in parts. */
const PARTS_OF: Readonly<Record<string, DraftField>> = {
  position: 'latitude',
  instructions: 'door_code',
}

const isField = (name: string): name is DraftField => name in EMPTY_DRAFT

/** Which field the server refused, and why; undefined where it was about none. */
export async function readRefusal(
  client: QueryClient,
  draft: HouseDraft,
  error: Error,
): Promise<RefusedField | undefined> {
  const t = wordsOf('houses/own')
  if (isRefused(error, ERRCODE.no_data)) {
    // An area or a facility that was there when the page was opened.
    const areas = await client.fetchQuery({ ...read('/areas'), staleTime: 0 })
    const stands = areas.some(({ aid }) => String(aid) === draft.area_id)
    if (!stands) return { field: 'area_id', problem: error.message }
    await client.fetchQuery({ ...read('/facilities'), staleTime: 0 })
    return { field: 'facility', problem: error.message }
  }
  if (!isRefused(error) || error.field === undefined) return undefined
  // `facility.3` and such name one of a list.
  const named = error.field.split(/[./]/).find((part) => part !== '') ?? ''
  const field = PARTS_OF[named] ?? named
  if (!isField(field)) return undefined
  const own =
    field === 'facility' || field === 'bedrooms'
      ? undefined
      : checkField(draft, field as TypedField)
  return { field, problem: own ?? t('bad_refused', { told: error.message }) }
}
