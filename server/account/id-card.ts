// Of 18 characters the first 3 and the last 4 are shown, of shorter numbers fewer.
const SHOWN_FIRST = 6
const SHOWN_LAST = 4.5

/** The number of an id card or a passport as it is answered. */
export function maskIdCard(number: string): string {
  const first = Math.floor(number.length / SHOWN_FIRST)
  const last = Math.floor(number.length / SHOWN_LAST)
  const hidden = '*'.repeat(number.length - first - last)
  return number.slice(0, first) + hidden + number.slice(number.length - last)
}
