// Days are `YYYY-MM-DD`: they sort as text, and no zone can move them.
export { addDays, daysBetween, isNightDate as isDay } from '../../rules/night-date.ts'

/** The middle of a day, where no change of clocks moves it into another. */
export const noon = (day: string) => new Date(`${day}T12:00:00Z`)
