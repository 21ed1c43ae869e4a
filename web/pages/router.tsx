import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { PAGE_TABLE, type PagePath } from '../../contract/pages.ts'
import { queryText } from '../api/client.ts'
import { loadWords } from '../i18n/words.ts'
import { NotFound } from './frame/not-found.tsx'
import { PageFault } from './frame/page-fault.tsx'
import { Shell } from './frame/shell.tsx'
import { pageComponent } from './page-component.ts'

interface RouterContext {
  readonly client: QueryClient
}

type Query<Path extends PagePath> = {
  [Name in (typeof PAGE_TABLE)[Path]['query'][number]]?: string
}

/** What the address asks for; what is empty is left out, and what nobody knows. */
const readQuery =
  <Path extends PagePath>(path: Path) =>
  (search: Record<string, unknown>): Query<Path> =>
    Object.fromEntries(
      PAGE_TABLE[path].query
        .map((name) => [name, search[name]] as const)
        .filter(([, value]) => typeof value === 'string' && value !== ''),
    ) as Query<Path>

/** A page's route, from what the table of pages says of it. */
const page = <Path extends PagePath>(path: Path) => ({
  path,
  validateSearch: readQuery(path),
  loader: () => loadWords(...PAGE_TABLE[path].words),
  component: pageComponent(PAGE_TABLE[path].module),
})

const root = createRootRouteWithContext<RouterContext>()({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: PageFault,
})

const atRoot = { getParentRoute: () => root }
const home = createRoute({ ...atRoot, ...page('/') })
const search = createRoute({ ...atRoot, ...page('/search') })
const house = createRoute({ ...atRoot, ...page('/houses/$id') })
const booking = createRoute({ ...atRoot, ...page('/houses/$id/book') })
const orders = createRoute({ ...atRoot, ...page('/orders') })
const order = createRoute({ ...atRoot, ...page('/orders/$id') })
const payment = createRoute({ ...atRoot, ...page('/payments/return') })
const notices = createRoute({ ...atRoot, ...page('/notices') })
const account = createRoute({ ...atRoot, ...page('/account') })
const verify = createRoute({ ...atRoot, ...page('/account/verify') })
const login = createRoute({ ...atRoot, ...page('/login') })
const register = createRoute({ ...atRoot, ...page('/register') })

const host = createRoute({
  ...atRoot,
  id: '_host',
  loader: () => loadWords('pages/host'),
  component: lazyRouteComponent(() => import('./host/host-frame.tsx'), 'HostFrame'),
})

const atHost = { getParentRoute: () => host }
const overview = createRoute({ ...atHost, ...page('/host') })
const hostHouses = createRoute({ ...atHost, ...page('/host/houses') })
const newHouse = createRoute({ ...atHost, ...page('/host/houses/new') })
const editHouse = createRoute({ ...atHost, ...page('/host/houses/$id') })
const hostOrders = createRoute({ ...atHost, ...page('/host/orders') })
const calendar = createRoute({ ...atHost, ...page('/host/calendar') })

const routeTree = root.addChildren([
  home,
  search,
  house,
  booking,
  orders,
  order,
  payment,
  notices,
  account,
  verify,
  login,
  register,
  host.addChildren([overview, hostHouses, newHouse, editHouse, hostOrders, calendar]),
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
