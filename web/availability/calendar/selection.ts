/** A day of a house, as a pointer or the keyboard stands on it. */
export interface Spot {
  readonly house_id: number
  readonly day: string
}

/** Days of one house that are chosen, from where it began to where it was last. */
export interface Selection {
  readonly house_id: number
  readonly anchor: string
  readonly head: string
  /** Only the first day was tapped: the next tap says the last one. */
  readonly open_end: boolean
}

export const firstDayOf = ({ anchor, head }: Selection): string => (anchor < head ? anchor : head)
export const lastDayOf = ({ anchor, head }: Selection): string => (anchor < head ? head : anchor)

/** Where the line around chosen days begins and ends. */
export const edgesAt = (selection: Selection, day: string) =>
  [firstDayOf(selection) === day, lastDayOf(selection) === day] as const

export const isChosen = (selection: Selection | undefined, { house_id, day }: Spot): boolean =>
  selection?.house_id === house_id && firstDayOf(selection) <= day && day <= lastDayOf(selection)

/** What is chosen after a tap: a first day, and with the next tap the days up to another one. */
export function tapped(selection: Selection | undefined, { house_id, day }: Spot): Selection {
  if (selection?.open_end && selection.house_id === house_id)
    return { ...selection, head: day, open_end: false }
  return { house_id, anchor: day, head: day, open_end: true }
}

/** What is chosen from one day to another, by a drag or with shift held. */
export const reached = ({ house_id, day }: Spot, head: string): Selection => ({
  house_id,
  anchor: day,
  head,
  open_end: false,
})

/** What is shown of houses. */
interface Shown {
  readonly house_ids: readonly number[]
  readonly days: readonly string[]
}

/** Where the tabulator arrives: where one was last, as long as that is shown. */
export const stopIn = (
  { house_ids, days }: Shown,
  focused: Spot | undefined,
  otherwise: Spot,
): Spot =>
  focused && house_ids.includes(focused.house_id) && days.includes(focused.day)
    ? focused
    : otherwise
