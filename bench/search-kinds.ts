import { BOOKED_DAYS, SEASON } from './search-fixture.ts'
import { areaOf } from './search-houses.ts'

/** What people ask of a search. */
export interface SearchKind {
  readonly name: string
  /** Whether it asks for days. */
  readonly days: boolean
  /** The n-th question, the same of each side but for the areas that it has. */
  readonly query: (n: number, areas: number) => Readonly<Record<string, string | number>>
}

const SORTS = ['new', 'booking', 'price-inc', 'price-des', 'rating']
const DAY_MS = 86_400_000
const WORDS = ['后海', '望京 公寓', '观星台', '四合', '阁楼 胡同']

/** Two to five days from one that lies so many days ahead. */
function days(n: number, ahead: number) {
  const dayOf = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
  return { sd: dayOf(ahead), ed: dayOf(ahead + 1 + (n % 4)) }
}
const inSeason = (n: number) => days(n, SEASON.from + ((n * 37) % (SEASON.to - SEASON.from - 5)))
const outOfSeason = (n: number) =>
  days(n, SEASON.to + 20 + ((n * 37) % (BOOKED_DAYS - SEASON.to - 40)))

/** Large areas more often, as most houses are there. */
const area = (n: number, areas: number) => ({ aid: areaOf(1 + n * 31, areas) })
const sort = (n: number) => ({ sk: SORTS[n % SORTS.length] ?? '' })
/** As far as people turn pages. */
const near = (n: number) => ({ p: 1 + (n % 3) })
const deep = (n: number) => ({ p: 10 + (n % 40) })
const price = (n: number) => ({ price_min: 20_000 + 500 * (n % 20), price_max: 45_000 })
const more = (n: number) => ({ capacity: 2 + (n % 4), facility: n % 2 ? '2,3' : '5' })
const text = (n: number) => ({ q: WORDS[n % WORDS.length] ?? '' })

export const SEARCH_KINDS: readonly SearchKind[] = [
  {
    name: 'area, in season',
    days: true,
    query: (n, areas) => ({ ...area(n, areas), ...inSeason(n), ...sort(n), ...near(n) }),
  },
  {
    name: 'area, out of season',
    days: true,
    query: (n, areas) => ({ ...area(n, areas), ...outOfSeason(n), ...sort(n), ...near(n) }),
  },
  { name: 'everywhere', days: true, query: (n) => ({ ...inSeason(n), ...sort(n), ...near(n) }) },
  {
    name: 'deep pages of an area',
    days: true,
    query: (n, areas) => ({ ...area(n, areas), ...outOfSeason(n), ...sort(n), ...deep(n) }),
  },
  {
    name: 'deep pages everywhere',
    days: true,
    query: (n) => ({ ...outOfSeason(n), ...sort(n), ...deep(n) }),
  },
  {
    name: 'text',
    days: true,
    query: (n) => ({ ...text(n), ...outOfSeason(n), ...sort(n), ...near(n) }),
  },
  {
    name: 'price',
    days: true,
    query: (n, areas) => ({
      ...area(n, areas),
      ...price(n),
      ...inSeason(n),
      ...sort(n),
      ...near(n),
    }),
  },
  {
    name: 'capacity, facilities',
    days: true,
    query: (n, areas) => ({
      ...area(n, areas),
      ...more(n),
      ...inSeason(n),
      ...sort(n),
      ...near(n),
    }),
  },
  { name: 'first page, no days', days: false, query: () => ({}) },
  {
    name: 'area, no days',
    days: false,
    query: (n, areas) => ({ ...area(n, areas), ...sort(n), ...near(n) }),
  },
  { name: 'text, no days', days: false, query: (n) => ({ ...text(n), ...sort(n), ...near(n) }) },
]
