import { language } from '../../../i18n/words.ts'

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** `5分钟前`, `2 days ago`. */
export function ago(moment_ms: number): string {
  const past_ms = Math.max(0, Date.now() - moment_ms)
  const [unit, unit_ms] = UNITS.find(([, ms]) => past_ms >= ms) ?? UNITS[2]
  const format = new Intl.RelativeTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    numeric: 'auto',
  })
  return format.format(-Math.floor(past_ms / unit_ms), unit)
}
