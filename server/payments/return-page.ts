/** The web app's own page for a browser that comes back from the payment provider. */
const OWN_PAGE = '/payments/return'

/** Where the payment provider sends the browser back to. */
export interface ReturnPage {
  /** Its address with this query. */
  with(query: URLSearchParams | Readonly<Record<string, string>>): string
  /** Absent: a page of this site. */
  readonly origin: string | undefined
}

/** @param set the setting: a page of somebody else's client; the web app's own where it is absent. */
export function createReturnPage(set: URL | undefined): ReturnPage {
  const address = set?.href ?? OWN_PAGE
  return {
    origin: set?.origin,
    with(query) {
      const text = new URLSearchParams(query as Record<string, string>).toString()
      return text ? `${address}${address.includes('?') ? '&' : '?'}${text}` : address
    },
  }
}
