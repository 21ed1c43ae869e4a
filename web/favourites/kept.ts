import { useSyncExternalStore } from 'react'

// What a visitor saves before they log in: ids, in their own browser alone.
const NAME = 'ihome-saved'
const KEPT_MAX = 500
const NONE: readonly number[] = []

let text: string | null | undefined
let kept = NONE
const listeners = new Set<() => void>()

/** Newest first; the same array while nothing changes. */
export function readKept(): readonly number[] {
  let now: string | null = null
  try {
    now = localStorage.getItem(NAME)
  } catch {
    // Forbidden: nothing is kept.
  }
  if (now !== text) {
    text = now
    kept = parse(now)
  }
  return kept
}

/** Another site's page, or a person, may have written anything there. */
function parse(written: string | null): readonly number[] {
  try {
    const ids: unknown = JSON.parse(written ?? '[]')
    return Array.isArray(ids) ? ids.filter((id) => Number.isSafeInteger(id) && id > 0) : NONE
  } catch {
    return NONE
  }
}

export function keep(ids: readonly number[]): void {
  try {
    if (ids.length === 0) localStorage.removeItem(NAME)
    else localStorage.setItem(NAME, JSON.stringify(ids.slice(0, KEPT_MAX)))
  } catch {
    // Full or forbidden: nothing that the person could do about it.
  }
  for (const listener of listeners) listener()
}

export const useKept = (): readonly number[] =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    addEventListener('storage', listener)
    return () => {
      listeners.delete(listener)
      removeEventListener('storage', listener)
    }
  }, readKept)
