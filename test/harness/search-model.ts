/** A house in the plainest words; areas, facilities and days are small numbers. */
export interface ModelHouse {
  readonly id: number
  readonly aid: number
  readonly price: number
  readonly booked: number
  readonly capacity: number
  readonly listed: boolean
  readonly facility: readonly number[]
  readonly title: string
  readonly address: string
  readonly min_days: number
  /** 0: no bound. */
  readonly max_days: number
  readonly held: ReadonlySet<number>
}

export interface ModelQuestion {
  readonly aid?: number
  readonly sd?: number
  readonly ed?: number
  readonly sk?: 'new' | 'booking' | 'price-inc' | 'price-des'
  readonly price_min?: number
  readonly price_max?: number
  readonly capacity?: number
  readonly facility?: readonly number[]
  readonly q?: string
}

/** The rules of search once more, with no index and no database: the ids it finds, in order. */
export function searchModel(
  houses: readonly ModelHouse[],
  question: ModelQuestion,
): number[] | 'dates_invalid' {
  const first = question.sd ?? question.ed
  const last = question.ed ?? question.sd
  if (first !== undefined && last !== undefined && first > last) return 'dates_invalid'
  return houses
    .filter((house) => house.listed && matches(house, question) && isFree(house, first, last))
    .sort((a, b) => compare(a, b, question.sk ?? 'new'))
    .map(({ id }) => id)
}

function matches(house: ModelHouse, question: ModelQuestion): boolean {
  const { aid, price_min = 0, price_max = Number.POSITIVE_INFINITY, capacity = 0 } = question
  const q = (question.q ?? '').toLowerCase()
  return (
    (aid === undefined || house.aid === aid) &&
    house.price >= price_min &&
    house.price <= price_max &&
    house.capacity >= capacity &&
    (question.facility ?? []).every((one) => house.facility.includes(one)) &&
    [house.title, house.address].some((text) => text.toLowerCase().includes(q))
  )
}

/** Day 0 is today. */
function isFree(house: ModelHouse, first: number | undefined, last: number | undefined) {
  if (first === undefined || last === undefined) return true
  const { held, min_days, max_days } = house
  const days = last - first + 1
  if (first < 0 || days < min_days || (max_days > 0 && days > max_days)) return false
  return ![...held].some((night) => night >= first && night <= last)
}

function compare(a: ModelHouse, b: ModelHouse, sk: NonNullable<ModelQuestion['sk']>): number {
  if (sk === 'price-inc') return a.price - b.price || a.id - b.id
  if (sk === 'price-des') return b.price - a.price || b.id - a.id
  if (sk === 'booking') return b.booked - a.booked || b.id - a.id
  return b.id - a.id
}
