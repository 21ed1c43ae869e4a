import { LRUCache } from 'lru-cache'
import type { Static } from 'typebox'
import type { searchHouses as contract } from '../../contract/search.ts'
import type { Days } from '../../rules/days.ts'
import type { SiteTax } from '../../rules/fees.ts'
import { lastBookableDay, stayProblem } from '../../rules/stay-rules.ts'
import { readSentDays } from '../availability/read-days.ts'
import type { BookingLimits } from '../availability/settings.ts'
import type { Clock } from '../platform/database/clock.ts'
import { JsonBytes } from '../platform/http/json-bytes.ts'
import { createAskTogether } from '../platform/limits/ask-together.ts'
import { askingNow, priceStay } from '../pricing/price-stay.ts'
import type { Database } from '../schema.ts'
import type { FindCards } from './house-cards.ts'
import { createKnownPrices } from './known-prices.ts'
import { readBbox } from './read-bbox.ts'
import { readWords } from './read-words.ts'
import { runSearch } from './run-search.ts'
import { readSearchWords } from './search-words.ts'
import { PAGE_SIZE, readVersions, type Search, SORTS, type SortName } from './sql.ts'

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

type Answer = Static<typeof contract.data>

/** Answers a search; the same as JSON already where the same page was answered before. */
export type SearchHouses = (
  database: Database,
  question: SearchQuestion,
) => Promise<Answer | JsonBytes<Answer>>

/** What a site says of all searches. */
export interface SearchRules extends BookingLimits {
  readonly tax: SiteTax
}

/** Answers that are kept, in languages that were asked for. */
const ANSWERS_BYTES_MAX = 4 * 1024 * 1024
const LANGUAGES = 2

/**
 * One page of the houses that are listed, match and can be booked for the days asked for; none for
 * days that no house takes. The database is asked each time which they are, and in which versions:
 * what an answer is made of stands in its key, so none can be out of date.
 *
 * `total_page` is at most 50, which is as far as pages go, and never less than the pages that are
 * there to be seen: see docs/decisions/011-how-far-search-counts.md.
 *
 * @throws {Refusal} `dates_invalid`, `params_invalid`.
 */
export function createSearch(
  clock: Clock,
  limits: SearchRules,
  findCards: FindCards,
): SearchHouses {
  const findPrices = createKnownPrices()
  const answers = new LRUCache<string, JsonBytes<Answer>>({
    maxSize: ANSWERS_BYTES_MAX,
    sizeCalculation: ({ bytes }, key) => bytes.length * (1 + LANGUAGES) + key.length,
  })

  const answer = async (database: Database, question: SearchQuestion) => {
    const current_page = Number(question.p || 1) || 1
    const asking = askingNow(clock, limits.window_days)
    const search = { ...readSearch(question), asking }
    const typed = question.q ? readWords(question.q) : []
    const price_by = goesByPrice(search) ? { price_by: 'house' as const } : {}
    if (search.days && isOutside(search.days, clock, limits))
      return { total_page: 0, current_page, houses: [], ...price_by }
    const text = await readSearchWords(database.kysely, typed)
    const { total_page, page } = await findPage(database, { ...search, text }, current_page)
    const around = { total_page, current_page, ...price_by }
    const { days, capacity_min: guests = 1 } = search
    const key = JSON.stringify([page, around, days && { ...days, guests, today: asking.today }])
    const known = answers.get(key)
    if (known) return known
    const shown = readVersions(page).slice(0, PAGE_SIZE)
    const { cards, exact } = await findCards(database, shown)
    const { prices, exact: exactly_priced } = days
      ? await findPrices(database, shown)
      : { prices: undefined, exact: true }
    const houses = cards.map((card) => {
      const house = prices?.get(card.house_id)
      if (!house || !days) return card
      const { quote } = priceStay(house, days, { ...asking, guests, tax: limits.tax })
      return { ...card, amount: quote.amount }
    })
    const bytes = Buffer.from(JSON.stringify({ ...around, houses }))
    const made = new JsonBytes<Answer>(bytes)
    if (exact && exactly_priced) answers.set(key, made)
    return made
  }

  const askTogether = createAskTogether<Answer | JsonBytes<Answer>>()
  return (database, question) =>
    askTogether(database, JSON.stringify(question), () => answer(database, question))
}

/** Beyond the last page there are no houses, whatever follows. */
async function findPage(database: Database, search: Search, current_page: number) {
  const beyond = current_page > PAGES_MAX
  const skipped = beyond ? 0 : (current_page - 1) * PAGE_SIZE
  const row = await runSearch(database, search, skipped)
  const page = beyond ? '' : row.page
  const rows = page === '' ? 0 : page.split(',').length
  const found = Math.max(row.counted, rows > 0 ? skipped + rows : 0)
  return { page, total_page: Math.min(Math.ceil(found / PAGE_SIZE), PAGES_MAX) }
}

/** Whether houses are compared by another price than the one that their days cost. */
const goesByPrice = ({
  days,
  sort,
  price_fen_min,
  price_fen_max,
}: Omit<Search, 'asking' | 'text'>) =>
  days !== undefined &&
  (sort.startsWith('price') || price_fen_min !== undefined || price_fen_max !== undefined)

/** Gone by, or further ahead than the site takes bookings: whatever else a house asks for. */
function isOutside(days: Days, clock: Clock, { window_days }: BookingLimits): boolean {
  const first_day = clock.today()
  const last_day = lastBookableDay(first_day, window_days)
  return stayProblem(days, { min_days: 1, max_days: 0, first_day, last_day }) !== undefined
}

function readSearch(question: SearchQuestion): Omit<Search, 'asking' | 'text'> {
  const { aid, sk = '', price_min, price_max, capacity, facility, bbox } = question
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
  }
}

const readNumber = (text: string | undefined) => (text ? Number(text) : undefined)

/** With one day given, that day alone. */
function readDays({ sd, ed }: SearchQuestion): Days | undefined {
  if (!sd && !ed) return undefined
  return readSentDays(sd || ed, ed || sd, { first: 'sd', last: 'ed' })
}
