import * as account from './account.ts'
import * as account_data from './account-data.ts'
import * as availability from './availability.ts'
import * as codes from './codes.ts'
import * as favourites from './favourites.ts'
import * as host_calendar from './host-calendar.ts'
import * as houses from './houses.ts'
import * as mail from './mail.ts'
import * as messages from './messages.ts'
import * as notices from './notices.ts'
import { OLD_ROUTES } from './old-clients.ts'
import * as operator from './operator.ts'
import * as operator_acts from './operator-acts.ts'
import * as order_changes from './order-changes.ts'
import * as order_guests from './order-guests.ts'
import * as orders from './orders.ts'
import * as passkeys from './passkeys.ts'
import * as payments from './payments.ts'
import * as pictures from './pictures.ts'
import * as pricing from './pricing.ts'
import * as push from './push.ts'
import * as reviews from './reviews.ts'
import type { Route } from './route.ts'
import * as search from './search.ts'

/** Rooms in the order in which the documents show them. */
const ROOMS = [
  codes,
  account,
  passkeys,
  account_data,
  mail,
  houses,
  pictures,
  search,
  availability,
  host_calendar,
  pricing,
  orders,
  order_changes,
  order_guests,
  reviews,
  favourites,
  payments,
  messages,
  notices,
  push,
  operator,
  operator_acts,
] as const
export type Rooms = (typeof ROOMS)[number]

/** Every operation of the API: whatever a room exports that is a route, by its path; then the old ones. */
export const ROUTES: readonly Route[] = [
  ...ROOMS.flatMap((room) =>
    Object.values<unknown>(room)
      .filter(isRoute)
      .toSorted((one, other) => (one.path < other.path ? -1 : Number(one.path > other.path))),
  ),
  ...OLD_ROUTES,
]

/** Schemas and examples are exported beside the routes. */
function isRoute(value: unknown): value is Route {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value
}
