import { KEPT_THREADS } from '../account/session/kept-threads.ts'

/** A message that has not arrived: sent again with its key, it is the same one. */
export interface Unsent {
  readonly key: string
  readonly text: string
}

interface Kept {
  readonly draft: string
  readonly unsent: readonly Unsent[]
}

const NOTHING: Kept = { draft: '', unsent: [] }

/** What somebody typed for a thread and what has not arrived yet, as it outlives the page. */
export function readKept(about: string): Kept {
  try {
    const text = localStorage.getItem(KEPT_THREADS + about)
    return text ? { ...NOTHING, ...(JSON.parse(text) as Partial<Kept>) } : NOTHING
  } catch {
    return NOTHING
  }
}

/** Storage may be full or forbidden: then it is not kept, and all else goes on. */
export function changeKept(about: string, change: Partial<Kept>): void {
  const kept = { ...readKept(about), ...change }
  try {
    if (kept.draft === '' && kept.unsent.length === 0) localStorage.removeItem(KEPT_THREADS + about)
    else localStorage.setItem(KEPT_THREADS + about, JSON.stringify(kept))
  } catch {
    // Nothing that the person could do about it.
  }
}
