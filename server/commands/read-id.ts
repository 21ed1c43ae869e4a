const ID = /^\d{1,15}$/

/**
 * A number by which a command is told of something, as `an order`.
 *
 * @throws {Error} for whoever typed it.
 */
export function readId(text: string, of: string): number {
  if (ID.test(text)) return Number(text)
  throw new Error(`"${text}" is no number of ${of}`)
}
