import { CONTACT_KINDS, type ContactKind } from './contact-kinds.ts'
import { findContacts } from './find-contacts.ts'

/** What stands for a contact that is hidden; so long, whatever it hides. */
export const MASK = '＊＊＊'

export interface MaskedText {
  readonly text: string
  /** What kinds of contacts were hidden, in the order of `CONTACT_KINDS`. */
  readonly masked: readonly ContactKind[]
}

/** The text with everything hidden by which one could reach its author past the site. */
export function maskContacts(text: string): MaskedText {
  const found = findContacts(text)
  if (found.length === 0) return { text, masked: [] }
  const kinds = new Set(found.map(({ kind }) => kind))
  let shown = ''
  let reached = 0
  for (const { from, to } of found) {
    if (to <= reached) continue
    // One that begins within another is hidden with it.
    if (from >= reached) shown += text.slice(reached, from) + MASK
    reached = to
  }
  return {
    text: shown + text.slice(reached),
    masked: CONTACT_KINDS.filter((kind) => kinds.has(kind)),
  }
}
