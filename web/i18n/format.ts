import { dayWords } from '../../rules/day-words.ts'
import { moneyText } from '../../rules/money.ts'
import { siteNow } from './site-clock.ts'
import { language } from './words.ts'

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

/** Fen as yuan: `¥368`, `¥368.50`. */
export const money = (fen: number): string => moneyText(fen, language)

export const { dayText, shortDay, daysText, monthText, timeText } = dayWords(language, today)
