/** One page of the web app, as the server has to know it. */
export interface Page {
  /** As the router writes it: parameters as `:name`. */
  readonly path: string
  /** The module below `web/` that draws it, fetched along with the page. */
  readonly module: string
  /** Rooms whose words it shows, beside those of the layout. */
  readonly words: readonly string[]
  /**
   * GET routes of the API that its first view asks; their answers are sent along. One that ends in
   * `?` is asked with the query of the page's own address.
   */
  readonly reads: readonly string[]
}

/** Every page of the web app: any other address is answered 404. */
export const PAGES: readonly Page[] = [
  page('/', 'pages/home/home-page.tsx', ['pages/home'], ['/houses/index', '/areas']),
  page(
    '/search',
    'search/search-page.tsx',
    ['search', 'houses'],
    ['/areas', '/facilities', '/houses?'],
  ),
  page('/houses/:id', 'houses/house-page.tsx', ['houses'], ['/houses/:id', '/facilities']),
  page(
    '/houses/:id/book',
    'orders/booking/booking-page.tsx',
    ['orders/booking', 'houses'],
    ['/houses/:id'],
  ),
  page('/orders', 'orders/orders-page.tsx', ['orders']),
  page('/orders/:id', 'orders/order-page.tsx', ['orders']),
  page('/payments/return', 'payments/return-page.tsx', ['payments', 'orders']),
  page('/notices', 'notices/notices-page.tsx', ['notices']),
  page('/host', 'host/overview-page.tsx', ['host', 'orders']),
  page('/host/houses', 'host/houses-page.tsx', ['host']),
  page('/host/houses/new', 'host/new-house-page.tsx', ['host'], ['/areas', '/facilities']),
  page('/host/houses/:id', 'host/edit-house-page.tsx', ['host'], ['/areas', '/facilities']),
  page('/host/orders', 'host/orders-page.tsx', ['host', 'orders']),
  page('/host/calendar', 'host/calendar-page.tsx', ['host', 'orders', 'availability']),
  page('/account', 'account/account-page.tsx', ['account']),
  page('/account/verify', 'account/verify-page.tsx', ['account']),
  page('/login', 'account/session/login-page.tsx', ['account/session']),
  page('/register', 'account/session/register-page.tsx', ['account/session']),
]

/** How wide the first picture of a page is shown: the same where it is fetched ahead and drawn. */
export const FIRST_PICTURE_SIZES = {
  home: '(min-width: 80rem) 76rem, 100vw',
  search:
    '(min-width: 80rem) 19rem, (min-width: 64rem) 22vw, (min-width: 48rem) 30vw, (min-width: 40rem) 46vw, 94vw',
  house: '(min-width: 80rem) 50rem, (min-width: 48rem) 60vw, 100vw',
} as const

function page(
  path: string,
  module: string,
  words: readonly string[],
  reads: readonly string[] = [],
): Page {
  return { path, module, words, reads }
}
