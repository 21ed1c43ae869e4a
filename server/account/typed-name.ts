const VISIBLE = /[^\p{Z}\p{C}]/u
/** Control characters, and those that turn the direction of the text around them. */
const DISTURBING = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u

/** A name as it is kept, without space around it; undefined where nobody could read it. */
export function readTypedName(typed: string): string | undefined {
  const name = typed.trim()
  return name.isWellFormed() && VISIBLE.test(name) && !DISTURBING.test(name) ? name : undefined
}
