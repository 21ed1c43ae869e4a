/**
 * The site's time. A device's own clock may be an hour off: only how far it is off is taken from it,
 * learnt from the page as it was sent and from every answer since.
 */
let ahead_ms = 0

/** Answers name whole seconds and take their time: less than this says nothing new. */
const UNSURE_MS = 2_000

function learn(site_ms: number): void {
  if (Number.isNaN(site_ms)) return
  const found_ms = site_ms - Date.now()
  if (Math.abs(found_ms - ahead_ms) > UNSURE_MS) ahead_ms = found_ms
}

/** An answer's `Date`: the server writes the site's time there. */
export const learnFromDate = (date: string | null): void => learn(Date.parse(date ?? ''))

learnFromDate(document.querySelector<HTMLMetaElement>('meta[name="ihome-now"]')?.content ?? null)

/** The present moment in ms, as the site's servers know it. */
export const siteNow = (): number => Date.now() + ahead_ms
