import { dayWords } from './day-words.ts'
import type { Language } from './language.ts'
import { addDays, daysBetween } from './night-date.ts'

/** What a site counts stays in. The ledger and the API keep the same inclusive days for both. */
export const STAY_UNITS = ['night', 'day'] as const
export type StayUnit = (typeof STAY_UNITS)[number]

const UNITS: Readonly<Record<Language, Readonly<Record<StayUnit, string>>>> = {
  zh: { night: '晚', day: '天' },
  en: { night: 'night', day: 'day' },
}

/** `晚`, `night`: what a price is for. */
export const unitText = (language: Language, unit: StayUnit): string => UNITS[language][unit]

/** `3 晚`, `3 nights`: how long a stay of so many days is. */
export function lengthText(language: Language, unit: StayUnit, days: number): string {
  const name = UNITS[language][unit]
  return `${days} ${language === 'zh' || days === 1 ? name : `${name}s`}`
}

/** The day that people call the end of a stay: that of check-out, or the last one they pay for. */
export const endOfStay = (unit: StayUnit, last: string): string =>
  unit === 'night' ? addDays(last, 1) : last

/** The last day that is paid for of a stay that people say ends on `end`. */
export const lastOfStay = (unit: StayUnit, end: string): string =>
  unit === 'night' ? addDays(end, -1) : end

/** How the stay of these days, inclusive at both ends, is written. */
export interface StayWords {
  /** `12月1日 – 4日`: from check-in to check-out. */
  stayDates(first: string, last: string): string
  /** `12月1日 – 4日 · 3 晚` */
  stayText(first: string, last: string): string
}

/** @param today the site's day, asked for at each word. */
export function stayWords(language: Language, unit: StayUnit, today: () => string): StayWords {
  const { daysText } = dayWords(language, today)
  const stayDates = (first: string, last: string) => daysText(first, endOfStay(unit, last))
  return {
    stayDates,
    stayText: (first, last) =>
      `${stayDates(first, last)} · ${lengthText(language, unit, daysBetween(first, last))}`,
  }
}
