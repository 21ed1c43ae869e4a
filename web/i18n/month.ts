import { addDays, today } from './format.ts'
import { language } from './words.ts'

/** `YYYY-MM` */
export const monthOf = (day: string): string => day.slice(0, 7)

export const thisMonth = (): string => monthOf(today())

export const isMonth = (text: string | undefined): text is string =>
  text !== undefined && /^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(text)

export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + count, 15)).toISOString().slice(0, 7)
}

export const firstOf = (month: string): string => `${month}-01`
export const lastOf = (month: string): string => addDays(firstOf(addMonths(month, 1)), -1)

function daysFrom(first: string, last: string): readonly string[] {
  const days: string[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}

export const daysOf = (month: string): readonly string[] => daysFrom(firstOf(month), lastOf(month))

/** 0 is Monday. */
export const weekdayOf = (day: string): number => (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7

/** Whole weeks from Monday on, with the days of the months beside. */
export function weeksOf(month: string): readonly (readonly string[])[] {
  const first = addDays(firstOf(month), -weekdayOf(firstOf(month)))
  const last = addDays(lastOf(month), 6 - weekdayOf(lastOf(month)))
  const days = daysFrom(first, last)
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
}

/** From Monday on; 2024 began with one. */
function weekdayNames(length: 'narrow' | 'short' | 'long'): readonly string[] {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    weekday: length,
    timeZone: 'UTC',
  })
  return [1, 2, 3, 4, 5, 6, 7].map((date) => format.format(Date.UTC(2024, 0, date, 12)))
}

export const WEEKDAYS = weekdayNames('narrow')
export const WEEKDAYS_SHORT = weekdayNames('short')
export const WEEKDAYS_LONG = weekdayNames('long')

export const dateOf = (day: string): number => Number(day.slice(8))
