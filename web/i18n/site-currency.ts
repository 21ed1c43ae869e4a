/** What this site's amounts are counted in, as the page was sent. */
export const CURRENCY =
  document.querySelector<HTMLMetaElement>('meta[name="ihome-currency"]')?.content ?? 'CNY'
