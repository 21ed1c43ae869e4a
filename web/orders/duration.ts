import { wordsOf } from '../i18n/words.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Said again when less than each of these is left, so that a voice does not talk all the time. */
const SPOKEN_MINUTES = [1, 2, 5, 10, 15, 20, 30, 60]

const two = (count: number) => String(count).padStart(2, '0')

/** `23:59:10`, `29:12`. */
export function clockText(left_ms: number): string {
  const hours = Math.floor(left_ms / HOUR_MS)
  const minutes = Math.floor((left_ms % HOUR_MS) / MINUTE_MS)
  const seconds = Math.floor((left_ms % MINUTE_MS) / 1_000)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}

/** The same in words that change rarely: whole hours, then a few steps of minutes. */
export function spokenText(left_ms: number): string {
  const t = wordsOf('orders')
  const minutes = Math.ceil(left_ms / MINUTE_MS)
  const step = SPOKEN_MINUTES.find((most) => minutes <= most)
  if (step === undefined) return t('hours_left', { count: Math.floor(minutes / 60) })
  return t('minutes_left', { count: step })
}
