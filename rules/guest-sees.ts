import { addDays } from './night-date.ts'

/** Where a stay was paid for and not called off. */
export const PAID_STATUSES: readonly string[] = ['PAID', 'WAIT_COMMENT', 'COMPLETE']

/** So many days before the first one guests are told how they get in. */
const INSTRUCTIONS_DAYS_AHEAD = 3

interface StayOf {
  readonly status: string
  readonly start_date: string
  readonly end_date: string
}

/** Whether the order of a guest tells them the address; it goes on telling it. */
export const seesAddress = ({ status }: Pick<StayOf, 'status'>): boolean =>
  PAID_STATUSES.includes(status)

/** Whether they are told where the house is on the map: until the day of leaving is over. */
export const seesPlace = (stay: StayOf, today: string): boolean =>
  seesAddress(stay) && today <= addDays(stay.end_date, 1)

/** What was left behind is asked for soon. */
const MOBILE_DAYS_AFTER = 7

/** Whether guest and host of an order are told each other's mobile number: also for a week after the stay. */
export const seesMobile = (stay: Pick<StayOf, 'status' | 'end_date'>, today: string): boolean =>
  seesAddress(stay) && today <= addDays(stay.end_date, MOBILE_DAYS_AFTER)

/** The day from which they are told how they get in. */
export const instructionsFrom = ({ start_date }: Pick<StayOf, 'start_date'>) =>
  addDays(start_date, -INSTRUCTIONS_DAYS_AHEAD)

export const seesInstructions = (stay: StayOf, today: string): boolean =>
  seesPlace(stay, today) && today >= instructionsFrom(stay)
