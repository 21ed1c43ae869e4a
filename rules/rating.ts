/** What a stay can be given stars for, beside itself. */
export const ASPECTS = ['cleanliness', 'accuracy', 'location', 'host'] as const
export type Aspect = (typeof ASPECTS)[number]

export const STARS_MAX = 5
/** How long one's own words can be changed after they were written. */
const EDIT_HOURS = 48

/**
 * The average of stars as it is shown, to one tenth, halves up. Whole numbers throughout: the
 * database counts the same for search (migration 043).
 */
export const averageOf = (sum: number, count: number): number =>
  Math.floor((sum * 20 + count) / (count * 2)) / 10

const HOUR_MS = 3_600_000

/** Until when what was written at `at` can be changed. */
export const editableUntil = (at: Date): Date => new Date(at.getTime() + EDIT_HOURS * HOUR_MS)
