// Days are `YYYY-MM-DD`: they sort as text, and no zone can move them.

/** The middle of a day, where no change of clocks moves it into another. */
export const noon = (day: string) => new Date(`${day}T12:00:00Z`)

export const addDays = (day: string, days: number): string =>
  new Date(noon(day).getTime() + days * 86_400_000).toISOString().slice(0, 10)

/** Both ends count. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000) + 1

export const isDay = (text: unknown): text is string =>
  typeof text === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(noon(text).getTime()) &&
  noon(text).toISOString().startsWith(text)
