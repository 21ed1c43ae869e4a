import { STAY_UNITS, type StayUnit } from '../../rules/stay-words.ts'

const told = document.querySelector<HTMLMetaElement>('meta[name="ihome-stay-unit"]')?.content

/** What this site counts stays in, as the page was sent. */
export const STAY_UNIT: StayUnit = STAY_UNITS.find((unit) => unit === told) ?? 'night'
