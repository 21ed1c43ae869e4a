import { type HouseDraft, SECRET_FIELDS } from './draft.ts'

/** What was typed and not yet saved, kept in this browser for one person. */
export interface KeptDraft {
  readonly draft: HouseDraft
  readonly kept_at_ms: number
}

const keyOf = (user_id: number, house: number | 'new') => `ihome-house-draft-${user_id}-${house}`

/** Storage may be full or forbidden: then nothing is kept, and the form works all the same. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

/** @param saved what stands in fields that were not kept. */
export const findDraft = (
  user_id: number,
  house: number | 'new',
  saved: HouseDraft,
): KeptDraft | undefined =>
  attempt(() => {
    const text = localStorage.getItem(keyOf(user_id, house))
    if (!text) return undefined
    const kept = JSON.parse(text) as KeptDraft
    // One kept by an older version may lack a field.
    return { ...kept, draft: { ...saved, ...kept.draft } }
  })

const SECRETS: ReadonlySet<string> = new Set(SECRET_FIELDS)

export const keepDraft = (user_id: number, house: number | 'new', draft: HouseDraft): void => {
  const open = Object.entries(draft).filter(([field]) => !SECRETS.has(field))
  const kept = { draft: Object.fromEntries(open), kept_at_ms: Date.now() }
  attempt(() => localStorage.setItem(keyOf(user_id, house), JSON.stringify(kept)))
}

export const forgetDraft = (user_id: number, house: number | 'new'): void => {
  attempt(() => localStorage.removeItem(keyOf(user_id, house)))
}

const madeKey = (user_id: number) => `ihome-house-made-${user_id}`

/** The house that the last draft became: "back" into the form leads to it, not to a second one. */
export const rememberMade = (user_id: number, house_id: number): void => {
  attempt(() => sessionStorage.setItem(madeKey(user_id), String(house_id)))
}

export const findMade = (user_id: number): string | undefined =>
  attempt(() => sessionStorage.getItem(madeKey(user_id))) ?? undefined

export const forgetMade = (user_id: number): void => {
  attempt(() => sessionStorage.removeItem(madeKey(user_id)))
}
