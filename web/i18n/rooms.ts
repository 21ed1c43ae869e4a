import type account from '../account/words.zh.json'
import type booking from '../booking/words.zh.json'
import type home from '../home/words.zh.json'
import type host from '../host/words.zh.json'
import type house from '../house/words.zh.json'
import type layout from '../layout/words.zh.json'
import type notices from '../notices/words.zh.json'
import type orders from '../orders/words.zh.json'
import type payments from '../payments/words.zh.json'
import type search from '../search/words.zh.json'
import type session from '../session/words.zh.json'

/** The words that each room has, by the Chinese file: the English one must have the same. */
export interface Rooms {
  readonly account: typeof account
  readonly booking: typeof booking
  readonly home: typeof home
  readonly host: typeof host
  readonly house: typeof house
  readonly layout: typeof layout
  readonly notices: typeof notices
  readonly orders: typeof orders
  readonly payments: typeof payments
  readonly search: typeof search
  readonly session: typeof session
}
