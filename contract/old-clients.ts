import {
  changeAvatar,
  changeName,
  logIn,
  logOut,
  showRealName,
  showSession,
  verifyRealName,
} from './account.ts'
import { publishHouse, showHouse } from './houses.ts'
import { listOrders } from './orders.ts'
import type { Method, Route } from './route.ts'

/** Where clients of the old site ask for something else than the address it has now. */
export interface Alias {
  readonly method: Method
  readonly path: string
  /** The route that answers there too, exactly as at its own address. */
  readonly of: Route
}

/** Each is asked by several of the old clients. */
export const ALIASES: readonly Alias[] = [
  { method: 'POST', path: '/session', of: logIn },
  { method: 'GET', path: '/sessions', of: showSession },
  { method: 'DELETE', path: '/sessions', of: logOut },
  { method: 'GET', path: '/user/auth', of: showRealName },
  { method: 'POST', path: '/user/auth', of: verifyRealName },
  { method: 'POST', path: '/user/avatar', of: changeAvatar },
  { method: 'PUT', path: '/user/name', of: changeName },
  { method: 'GET', path: '/orders', of: listOrders },
  { method: 'GET', path: '/house/{id}', of: showHouse },
  { method: 'POST', path: '/houses', of: publishHouse },
]

export const OLD_ROUTES: readonly Route[] = ALIASES.map(({ method, path, of }) => ({
  ...of,
  id: `${of.id}AsBefore`,
  method,
  path,
  tag: '旧站客户端 old clients',
  description: `为旧站客户端保留，与 \`${of.method} ${of.path}\` 完全相同；新客户端请用后者。`,
  deprecated: true as const,
}))
