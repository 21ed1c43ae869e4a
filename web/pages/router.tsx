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
  notFoundComponent: lazyRouteComponent(() => import('./frame/not-found.tsx'), 'NotFound'),
  errorComponent: PageFault,
})

const host = createRoute({
  getParentRoute: () => root,
  id: '_host',
  loader: () => loadWords('pages/host'),
  component: lazyRouteComponent(() => import('./host/host-frame.tsx'), 'HostFrame'),
})

type HostPath = {
  [Path in PagePath]: (typeof PAGE_TABLE)[Path] extends { frame: unknown } ? Path : never
}[PagePath]
type OtherPath = Exclude<PagePath, HostPath>

const routeOf = <Path extends OtherPath>(path: Path) =>
  createRoute({ getParentRoute: () => root, ...page(path) })
const hostRouteOf = <Path extends HostPath>(path: Path) =>
  createRoute({ getParentRoute: () => host, ...page(path) })

type OtherRoutes = { [Path in OtherPath]: ReturnType<typeof routeOf<Path>> }
type HostRoutes = { [Path in HostPath]: ReturnType<typeof hostRouteOf<Path>> }

const paths = Object.keys(PAGE_TABLE) as PagePath[]
const isOfHost = (path: PagePath): path is HostPath => 'frame' in PAGE_TABLE[path]
const isOther = (path: PagePath): path is OtherPath => !isOfHost(path)

// Each route under its path: the types of links and of what addresses may ask follow the table.
const other_routes = Object.fromEntries(
  paths.filter(isOther).map((path) => [path, routeOf(path)]),
) as unknown as OtherRoutes
const host_routes = Object.fromEntries(
  paths.filter(isOfHost).map((path) => [path, hostRouteOf(path)]),
) as unknown as HostRoutes

const routeTree = root.addChildren({ ...other_routes, host: host.addChildren(host_routes) })

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
