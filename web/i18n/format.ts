import { dayWords } from '../../rules/day-words.ts'
import { endOfStay, stayWords } from '../../rules/stay-words.ts'
import { siteNow } from './site-clock.ts'
import { STAY_UNIT } from './stay-unit.ts'
import { language } from './words.ts'

export { money } from './currency.ts'
export { addDays, daysBetween } from './days.ts'

/** The zone that the site's times are told in. */
const SITE_ZONE =
  document.querySelector<HTMLMetaElement>('meta[name="ihome-zone"]')?.content ?? 'Asia/Shanghai'

// The order of its parts is that of `YYYY-MM-DD`.
const siteDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: SITE_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The site's present day. */
export const today = (): string => siteDay.format(siteNow())

/** The site's day so many ms from now. */
export const dayIn = (ms: number): string => siteDay.format(siteNow() + ms)

export const { dayText, shortDay, daysText, monthText, timeText } = dayWords(language, today)
/** A moment that says its offset, which is the site's. */
export const momentText = (moment: string): string =>
  timeText(moment.slice(0, 19).replace('T', ' '))

export const { stayDates, stayText } = stayWords(language, STAY_UNIT, today)

/** The day of check-out, or the last one where this site counts days. */
export const endOf = (last: string): string => endOfStay(STAY_UNIT, last)
