// Days are `YYYY-MM-DD`: they sort as text, and no zone can move them.
export { addDays, daysBetween } from '../../rules/night-date.ts'
