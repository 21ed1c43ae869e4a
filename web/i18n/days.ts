// Days are `YYYY-MM-DD`: they sort as text, and no zone can move them.
export { addDays, daysBetween, isNightDate as isDay } from '../../rules/night-date.ts'
