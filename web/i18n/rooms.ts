import type push from '../account/push/words.zh.json'
import type session from '../account/session/words.zh.json'
import type account from '../account/words.zh.json'
import type availability from '../availability/words.zh.json'
import type codes from '../codes/words.zh.json'
import type favourites from '../favourites/words.zh.json'
import type own_houses from '../houses/own/words.zh.json'
import type story from '../houses/story/words.zh.json'
import type houses from '../houses/words.zh.json'
import type map from '../map/words.zh.json'
import type messages from '../messages/words.zh.json'
import type notices from '../notices/words.zh.json'
import type booking from '../orders/booking/words.zh.json'
import type hosts_orders from '../orders/host/words.zh.json'
import type guest_names from '../orders/names/words.zh.json'
import type orders from '../orders/words.zh.json'
import type home from '../pages/home/words.zh.json'
import type host from '../pages/host/words.zh.json'
import type terms from '../pages/terms/words.zh.json'
import type payments from '../payments/words.zh.json'
import type pictures from '../pictures/words.zh.json'
import type pricing from '../pricing/words.zh.json'
import type reviews from '../reviews/words.zh.json'
import type search from '../search/words.zh.json'
import type dates from '../ui/dates/words.zh.json'
import type ui from '../ui/words.zh.json'

/** The words that each room has, by the Chinese file: the English one must have the same. */
export interface Rooms {
  readonly account: typeof account
  readonly 'account/push': typeof push
  readonly 'account/session': typeof session
  readonly availability: typeof availability
  readonly codes: typeof codes
  readonly favourites: typeof favourites
  readonly houses: typeof houses
  readonly 'houses/own': typeof own_houses
  readonly 'houses/story': typeof story
  readonly map: typeof map
  readonly messages: typeof messages
  readonly notices: typeof notices
  readonly orders: typeof orders
  readonly 'orders/booking': typeof booking
  readonly 'orders/host': typeof hosts_orders
  readonly 'orders/names': typeof guest_names
  readonly 'pages/home': typeof home
  readonly 'pages/host': typeof host
  readonly 'pages/terms': typeof terms
  readonly payments: typeof payments
  readonly pictures: typeof pictures
  readonly pricing: typeof pricing
  readonly reviews: typeof reviews
  readonly search: typeof search
  /** What every page has. */
  readonly ui: typeof ui
  /** Of the calendar to choose days in. */
  readonly 'ui/dates': typeof dates
}
