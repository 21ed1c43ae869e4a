/** Asks what many want to know at once; the key says what is asked, `of` whom. */
export type AskTogether<Answer> = (
  of: object,
  key: string,
  ask: () => Promise<Answer>,
) => Promise<Answer>

interface Asked<Answer> {
  readonly running: Promise<Answer>
  next?: Promise<Answer>
}

/**
 * Who asks what is being asked already waits until that is answered, and then asks it once together
 * with all others who wait: nobody is answered what was true before they came. So there are at most
 * two of one question, one after the other.
 */
export function createAskTogether<Answer>(): AskTogether<Answer> {
  const asked_of = new WeakMap<object, Map<string, Asked<Answer>>>()

  return (of, key, ask) => {
    const asked = asked_of.get(of) ?? new Map<string, Asked<Answer>>()
    asked_of.set(of, asked)
    const current = asked.get(key)
    if (!current) return begin(asked, key, ask)
    const again = () => begin(asked, key, ask)
    current.next ??= current.running.then(again, again)
    return current.next
  }
}

function begin<Answer>(
  asked: Map<string, Asked<Answer>>,
  key: string,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const current: Asked<Answer> = { running: ask() }
  asked.set(key, current)
  const end = () => {
    if (!current.next) asked.delete(key)
  }
  current.running.then(end, end)
  return current.running
}
