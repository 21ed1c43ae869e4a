import * as houses from './houses.ts'
import * as orders from './orders.ts'
import * as passport from './passport.ts'
import type { Route } from './route.ts'

/** Every operation of the API, in the order the documents show them. */
export const ROUTES: readonly Route[] = [
  passport.logIn,
  passport.showSession,
  passport.logOut,
  houses.showHouse,
  orders.placeOrder,
  orders.listOrders,
  orders.showOrder,
  orders.changeOrderStatus,
  orders.commentOrder,
]
