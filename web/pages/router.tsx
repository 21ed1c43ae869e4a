import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { queryText } from '../api/client.ts'
import { isDay } from '../i18n/format.ts'
import { loadWords } from '../i18n/words.ts'
import { NotFound } from '../shell/not-found.tsx'
import { PageFault } from '../shell/page-fault.tsx'
import { Shell } from '../shell/shell.tsx'

interface RouterContext {
  readonly client: QueryClient
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

const pick =
  <Name extends string>(...names: Name[]) =>
  (search: Record<string, unknown>): { [K in Name]?: string } =>
    Object.fromEntries(
      names.map((name) => [name, text(search[name])]).filter(([, value]) => value),
    ) as { [K in Name]?: string }

/** Days that are none are dropped, so that no page has to doubt them. */
const withDays =
  <Found extends { sd?: string; ed?: string }>(read: (search: Record<string, unknown>) => Found) =>
  (search: Record<string, unknown>): Found => {
    const { sd, ed, ...rest } = read(search)
    const days: { sd?: string; ed?: string } = {
      ...(isDay(sd) && { sd }),
      ...(isDay(ed) && { ed }),
    }
    return { ...rest, ...days } as Found
  }

const root = createRootRouteWithContext<RouterContext>()({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: PageFault,
})

const getParentRoute = () => root

const home = createRoute({
  getParentRoute,
  path: '/',
  loader: () => loadWords('pages/home'),
  component: lazyRouteComponent(() => import('./home/home-page.tsx'), 'HomePage'),
})
const search = createRoute({
  getParentRoute,
  path: '/search',
  validateSearch: withDays(
    pick('aid', 'sd', 'ed', 'sk', 'price_min', 'price_max', 'capacity', 'facility', 'q'),
  ),
  loader: () => loadWords('search', 'houses'),
  component: lazyRouteComponent(() => import('../search/search-page.tsx'), 'SearchPage'),
})
const house = createRoute({
  getParentRoute,
  path: '/houses/$id',
  validateSearch: withDays(pick('sd', 'ed')),
  loader: () => loadWords('houses'),
  component: lazyRouteComponent(() => import('../houses/house-page.tsx'), 'HousePage'),
})
const booking = createRoute({
  getParentRoute,
  path: '/houses/$id/book',
  validateSearch: withDays(pick('sd', 'ed')),
  loader: () => loadWords('orders/booking', 'houses'),
  component: lazyRouteComponent(() => import('../orders/booking/booking-page.tsx'), 'BookingPage'),
})
const orders = createRoute({
  getParentRoute,
  path: '/orders',
  validateSearch: pick('status'),
  loader: () => loadWords('orders'),
  component: lazyRouteComponent(() => import('../orders/orders-page.tsx'), 'OrdersPage'),
})
const order = createRoute({
  getParentRoute,
  path: '/orders/$id',
  loader: () => loadWords('orders'),
  component: lazyRouteComponent(() => import('../orders/order-page.tsx'), 'OrderPage'),
})
const paymentReturn = createRoute({
  getParentRoute,
  path: '/payments/return',
  loader: () => loadWords('payments', 'orders'),
  component: lazyRouteComponent(() => import('../payments/return-page.tsx'), 'ReturnPage'),
})
const notices = createRoute({
  getParentRoute,
  path: '/notices',
  loader: () => loadWords('notices'),
  component: lazyRouteComponent(() => import('../notices/notices-page.tsx'), 'NoticesPage'),
})
const host = createRoute({
  getParentRoute,
  path: '/host',
  validateSearch: pick('year'),
  loader: () => loadWords('host', 'orders'),
  component: lazyRouteComponent(() => import('../host/overview-page.tsx'), 'OverviewPage'),
})
const hostHouses = createRoute({
  getParentRoute,
  path: '/host/houses',
  loader: () => loadWords('host'),
  component: lazyRouteComponent(() => import('../host/houses-page.tsx'), 'HousesPage'),
})
const hostNewHouse = createRoute({
  getParentRoute,
  path: '/host/houses/new',
  validateSearch: pick('step'),
  loader: () => loadWords('host'),
  component: lazyRouteComponent(() => import('../host/new-house-page.tsx'), 'NewHousePage'),
})
const hostEditHouse = createRoute({
  getParentRoute,
  path: '/host/houses/$id',
  validateSearch: pick('step'),
  loader: () => loadWords('host'),
  component: lazyRouteComponent(() => import('../host/edit-house-page.tsx'), 'EditHousePage'),
})
const hostOrders = createRoute({
  getParentRoute,
  path: '/host/orders',
  validateSearch: pick('status'),
  loader: () => loadWords('host', 'orders'),
  component: lazyRouteComponent(() => import('../host/orders-page.tsx'), 'HostOrdersPage'),
})
const hostCalendar = createRoute({
  getParentRoute,
  path: '/host/calendar',
  validateSearch: pick('house', 'month'),
  loader: () => loadWords('host', 'orders', 'availability'),
  component: lazyRouteComponent(() => import('../host/calendar-page.tsx'), 'CalendarPage'),
})
const account = createRoute({
  getParentRoute,
  path: '/account',
  loader: () => loadWords('account'),
  component: lazyRouteComponent(() => import('../account/account-page.tsx'), 'AccountPage'),
})
const verify = createRoute({
  getParentRoute,
  path: '/account/verify',
  validateSearch: pick('next'),
  loader: () => loadWords('account'),
  component: lazyRouteComponent(() => import('../account/verify-page.tsx'), 'VerifyPage'),
})
const login = createRoute({
  getParentRoute,
  path: '/login',
  validateSearch: pick('next'),
  loader: () => loadWords('account/session'),
  component: lazyRouteComponent(() => import('../account/session/login-page.tsx'), 'LoginPage'),
})
const register = createRoute({
  getParentRoute,
  path: '/register',
  validateSearch: pick('next'),
  loader: () => loadWords('account/session'),
  component: lazyRouteComponent(
    () => import('../account/session/register-page.tsx'),
    'RegisterPage',
  ),
})

const routeTree = root.addChildren([
  home,
  search,
  house,
  booking,
  orders,
  order,
  paymentReturn,
  notices,
  host,
  hostHouses,
  hostNewHouse,
  hostEditHouse,
  hostOrders,
  hostCalendar,
  account,
  verify,
  login,
  register,
])

export const createPages = (client: QueryClient) =>
  createRouter({
    routeTree,
    context: { client },
    defaultPreload: 'intent',
    scrollRestoration: true,
    parseSearch: (found) => Object.fromEntries(new URLSearchParams(found)),
    stringifySearch: queryText,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPages>
  }
}
