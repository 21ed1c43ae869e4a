import { type Language, LOCALES } from './language.ts'

/** How days and times of the site are written for its readers, who know what year it is. */
export interface DayWords {
  /** `12月1日周二`, `Tue 1 Dec`; with its year where that is not the running one, as all of them. */
  dayText(day: string): string
  /** `12月1日`, `1 Dec`. */
  shortDay(day: string): string
  /** `12月1日 – 3日`, `1 – 3 Dec`. */
  daysText(first: string, last: string): string
  /** `2026年12月`, `December 2026`, of `YYYY-MM`. */
  monthText(month: string): string
  /** `12月1日 18:30`, of a site time `YYYY-MM-DD HH:MM:SS`. */
  timeText(time: string): string
}

type Options = Intl.DateTimeFormatOptions

const MONTH_AND_DAY: Options = { month: 'short', day: 'numeric' }

/** @param today the site's day, asked for at each word. */
export function dayWords(language: Language, today: () => string): DayWords {
  const format = (options: Options) => formatOf(language, options)
  const yearIfOther = (...days: string[]): Options =>
    days.every((day) => day.slice(0, 4) === today().slice(0, 4)) ? {} : { year: 'numeric' }

  const shortDay = (day: string) =>
    format({ ...MONTH_AND_DAY, ...yearIfOther(day) }).format(noon(day))

  return {
    shortDay,
    dayText: (day) =>
      format({ ...MONTH_AND_DAY, weekday: 'short', ...yearIfOther(day) }).format(noon(day)),
    daysText(first, last) {
      const whole = format({ ...MONTH_AND_DAY, ...yearIfOther(first, last) })
      if (language === 'en' || first === last) return whole.formatRange(noon(first), noon(last))
      // Left to itself a Chinese range is all digits: `12/1 – 12/3`.
      const same_month = first.slice(0, 7) === last.slice(0, 7)
      const end = (same_month ? format({ day: 'numeric' }) : whole).format(noon(last))
      return `${whole.format(noon(first))} – ${end}`
    },
    monthText: (month) => format({ year: 'numeric', month: 'long' }).format(noon(`${month}-15`)),
    timeText(time) {
      const [day = '', clock = ''] = time.split(' ')
      return `${shortDay(day)} ${clock.slice(0, 5)}`
    },
  }
}

/** The middle of a day, where no change of clocks moves it into another. */
const noon = (day: string) => new Date(`${day}T12:00:00Z`)

// Making one takes longer than all that it writes.
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(language: Language, options: Options): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'UTC', ...options })
  formats.set(key, made)
  return made
}
