import type { Days } from '../../rules/days.ts'
import type { SiteTax } from '../../rules/fees.ts'
import { lastBookableDay, stayProblem } from '../../rules/stay-rules.ts'
import { readSentDays } from '../availability/read-days.ts'
import type { BookingLimits } from '../availability/settings.ts'
import { presentBasicHouse } from '../houses/basic-house.ts'
import type { Clock } from '../platform/database/clock.ts'
import { findPriced } from '../pricing/find-priced.ts'
import { askingNow, priceStay } from '../pricing/price-stay.ts'
import type { Db } from '../schema.ts'
import { readBbox } from './read-bbox.ts'
import { readWords } from './read-words.ts'
import { findHouses, foldWords, PAGE_SIZE, type Search, SORTS, type SortName } from './sql.ts'

const PAGES_MAX = 50

/** As it stands in the address; empty is the same as not given. */
export interface SearchQuestion {
  readonly aid?: string
  readonly sd?: string
  readonly ed?: string
  readonly sk?: string
  readonly p?: string
  readonly price_min?: string
  readonly price_max?: string
  readonly capacity?: string
  readonly facility?: string
  readonly bbox?: string
  readonly q?: string
}

/**
 * One page of the houses that are listed, match and can be booked for the days asked for; none for
 * days that no house takes.
 *
 * `total_page` is at most 50, which is as far as pages go, and never less than the pages that are
 * there to be seen: see docs/decisions/011-how-far-search-counts.md.
 *
 * @throws {Refusal} `dates_invalid`, `params_invalid`.
 */
export async function searchHouses(
  db: Db,
  clock: Clock,
  limits: BookingLimits & { readonly tax: SiteTax },
  question: SearchQuestion,
) {
  const page = Number(question.p || 1) || 1
  const skipped = (page - 1) * PAGE_SIZE
  const asking = askingNow(clock, limits.window_days)
  const search = { ...readSearch(question), asking }
  const price_by = goesByPrice(search) ? { price_by: 'house' as const } : {}
  if (search.days && isOutside(search.days, clock, limits))
    return { total_page: 0, current_page: page, houses: [], ...price_by }
  const words = await foldWords(db, search.words)
  const { rows, counted } = await findHouses(
    db,
    { ...search, words },
    page > PAGES_MAX ? undefined : skipped,
  )
  const found = Math.max(counted, rows.length > 0 ? skipped + rows.length : 0)
  return {
    total_page: Math.min(Math.ceil(found / PAGE_SIZE), PAGES_MAX),
    current_page: page,
    houses: await priced(
      db,
      rows.slice(0, PAGE_SIZE).map((row) => presentBasicHouse(clock, row)),
      search,
      limits.tax,
    ),
    ...price_by,
  }
}

/** Whether houses are compared by another price than the one that their days cost. */
const goesByPrice = ({ days, sort, price_fen_min, price_fen_max }: Omit<Search, 'asking'>) =>
  days !== undefined &&
  (sort.startsWith('price') || price_fen_min !== undefined || price_fen_max !== undefined)

/** Gone by, or further ahead than the site takes bookings: whatever else a house asks for. */
function isOutside(days: Days, clock: Clock, { window_days }: BookingLimits): boolean {
  const first_day = clock.today()
  const last_day = lastBookableDay(first_day, window_days)
  return stayProblem(days, { min_days: 1, max_days: 0, first_day, last_day }) !== undefined
}

type Shown = ReturnType<typeof presentBasicHouse>

/** With what the days cost that were asked for, to as many guests. */
async function priced(
  db: Db,
  houses: Shown[],
  { days, asking, capacity_min: guests = 1 }: Pick<Search, 'days' | 'asking' | 'capacity_min'>,
  tax: SiteTax,
) {
  if (!days) return houses
  const found = await findPriced(
    db,
    houses.map(({ house_id }) => house_id),
  )
  return houses.map((house) => {
    const terms = found.get(house.house_id)
    return terms
      ? { ...house, amount: priceStay(terms, days, { ...asking, guests, tax }).quote.amount }
      : house
  })
}

function readSearch(question: SearchQuestion): Omit<Search, 'asking'> {
  const { aid, sk = '', price_min, price_max, capacity, facility, bbox, q } = question
  return {
    area_id: readNumber(aid),
    days: readDays(question),
    // Old pages take an order they do not know for the default one.
    sort: Object.hasOwn(SORTS, sk) ? (sk as SortName) : 'new',
    price_fen_min: readNumber(price_min),
    price_fen_max: readNumber(price_max),
    capacity_min: readNumber(capacity),
    facility_ids: [...new Set(facility ? facility.split(',').map(Number) : [])],
    bbox: bbox ? readBbox(bbox) : undefined,
    words: q ? readWords(q) : [],
  }
}

const readNumber = (text: string | undefined) => (text ? Number(text) : undefined)

/** With one day given, that day alone. */
function readDays({ sd, ed }: SearchQuestion): Days | undefined {
  if (!sd && !ed) return undefined
  return readSentDays(sd || ed, ed || sd, { first: 'sd', last: 'ed' })
}
