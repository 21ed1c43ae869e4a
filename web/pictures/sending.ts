/** A picture that the server has. */
export interface Kept {
  readonly url: string
  readonly srcset: string
}

/** A picture on its way to the server. */
export interface Sending {
  readonly key: number
  readonly file: File
  /** An address of the file in this browser. */
  readonly preview: string
  readonly state: 'waiting' | 'sending' | 'failed'
  /** How much has left, from 0 to 1. */
  readonly share: number
  readonly problem?: string
  /** The same again would be refused again. */
  readonly hopeless?: boolean
}

export function moved<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const others = items.filter((_, place) => place !== from)
  const item = items[from]
  return item === undefined ? items : [...others.slice(0, to), item, ...others.slice(to)]
}
