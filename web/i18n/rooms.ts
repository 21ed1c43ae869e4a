import type session from '../account/session/words.zh.json'
import type account from '../account/words.zh.json'
import type availability from '../availability/words.zh.json'
import type host from '../host/words.zh.json'
import type house from '../houses/words.zh.json'
import type notices from '../notices/words.zh.json'
import type booking from '../orders/booking/words.zh.json'
import type orders from '../orders/words.zh.json'
import type home from '../pages/home/words.zh.json'
import type payments from '../payments/words.zh.json'
import type search from '../search/words.zh.json'
import type layout from '../shell/words.zh.json'

/** The words that each room has, by the Chinese file: the English one must have the same. */
export interface Rooms {
  readonly account: typeof account
  readonly 'orders/booking': typeof booking
  readonly 'pages/home': typeof home
  readonly availability: typeof availability
  readonly host: typeof host
  readonly houses: typeof house
  readonly shell: typeof layout
  readonly notices: typeof notices
  readonly orders: typeof orders
  readonly payments: typeof payments
  readonly search: typeof search
  readonly 'account/session': typeof session
}
