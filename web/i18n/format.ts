import { noon } from './days.ts'
import { siteNow } from './site-clock.ts'
import { language } from './words.ts'

export { addDays, daysBetween, isDay } from './days.ts'

const locale = () => (language === 'en' ? 'en-GB' : 'zh-CN')

/** The zone that the site's times are told in. */
const SITE_ZONE =
  document.querySelector<HTMLMetaElement>('meta[name="ihome-zone"]')?.content ?? 'Asia/Shanghai'

/** Fen as yuan: `¥368`, `¥368.50`. */
export function money(fen: number): string {
  const digits = fen % 100 === 0 ? 0 : 2
  return new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(fen / 100)
}

const dayFormat = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', ...options })

const isThisYear = (day: string) => day.slice(0, 4) === today().slice(0, 4)
const yearIfOther = (...days: string[]) =>
  days.every(isThisYear) ? {} : ({ year: 'numeric' } as const)

/** `12月1日周二`, `Tue 1 Dec`; with its year where that is not the running one. */
export const dayText = (day: string): string =>
  dayFormat({ month: 'short', day: 'numeric', weekday: 'short', ...yearIfOther(day) }).format(
    noon(day),
  )

/** `12月1日`, `1 Dec`. */
export const shortDay = (day: string): string =>
  dayFormat({ month: 'short', day: 'numeric', ...yearIfOther(day) }).format(noon(day))

/** `12月1日 – 3日`, `1 – 3 Dec`. */
export function daysText(from: string, to: string): string {
  const format = dayFormat({ month: 'short', day: 'numeric', ...yearIfOther(from, to) })
  if (language === 'en' || from === to) return format.formatRange(noon(from), noon(to))
  // Left to itself a Chinese range is all digits: `12/1 – 12/3`.
  const same_month = from.slice(0, 7) === to.slice(0, 7)
  const last = (same_month ? dayFormat({ day: 'numeric' }) : format).format(noon(to))
  return `${format.format(noon(from))} – ${last}`
}

/** `2026年12月`, `December 2026`. */
export const monthText = (month: string): string =>
  dayFormat({ year: 'numeric', month: 'long' }).format(noon(`${month}-15`))

/** A site time `YYYY-MM-DD HH:MM:SS` for reading. */
export function timeText(time: string): string {
  const [day = '', clock = ''] = time.split(' ')
  return `${shortDay(day)} ${clock.slice(0, 5)}`
}

// The order of its parts is that of `YYYY-MM-DD`.
const siteDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: SITE_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The site's present day. */
export const today = (): string => siteDay.format(siteNow())
