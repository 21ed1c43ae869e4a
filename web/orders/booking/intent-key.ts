/** One wish of one tab: these days of this house, for so many. */
interface Intent {
  readonly house_id: number
  readonly sd: string
  readonly ed: string
  readonly guests: number
}

const nameOf = ({ house_id, sd, ed, guests }: Intent) =>
  `ihome-intent:${house_id}:${sd}:${ed}:${guests}`

const BYTES = 16

/** `crypto.randomUUID` is missing where a site is served without TLS. */
const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(BYTES)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

/** Keys of tabs that may keep nothing. */
const unkept = new Map<string, string>()

/**
 * The Idempotency-Key of an intent. The same after a reload, a double click or a lost answer, so
 * that the server places one order for all of them, until the intent is settled.
 */
export function keyOf(intent: Intent): string {
  const name = nameOf(intent)
  const key = readKept(name) ?? unkept.get(name) ?? randomKey()
  unkept.set(name, key)
  try {
    sessionStorage.setItem(name, key)
  } catch {
    // Full or forbidden: it holds until the page is left.
  }
  return key
}

/** It was sent and never answered: an order may stand, and the same key finds it. */
export const isUnsettled = (intent: Intent): boolean =>
  readKept(nameOf(intent)) !== null || unkept.has(nameOf(intent))

/** It was answered for good: who wants the same again wants something new. */
export function settle(intent: Intent): void {
  const name = nameOf(intent)
  unkept.delete(name)
  try {
    sessionStorage.removeItem(name)
  } catch {
    // Then it was never kept.
  }
}

function readKept(name: string): string | null {
  try {
    return sessionStorage.getItem(name)
  } catch {
    return null
  }
}
