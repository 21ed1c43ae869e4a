import type { OrderStatus } from '../../contract/order-terms.ts'
import type { Clock } from '../../server/platform/database/clock.ts'

/** Who does what with an order, when it is not time itself. */
export type Choice =
  | 'guest cancel'
  | 'host cancel'
  | 'host accept'
  | 'host reject'
  | 'guest comment'
  | 'payment pay'

export interface ModelStay {
  readonly order_id: number
  /** First and last day, both inclusive. */
  readonly first: string
  readonly last: string
  status: OrderStatus
  due_ms: number
}

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const FREE: ReadonlySet<OrderStatus> = new Set(['REJECTED', 'CANCELED'])

/**
 * The rules of a house's calendar once more, told in the plainest way: no database, no table of
 * transitions, nothing shared with the server.
 */
export class Calendar {
  readonly #clock: Clock
  readonly #stays: ModelStay[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  add(order_id: number, first: string, last: string): void {
    const now = this.#now()
    const begins = midnight(first)
    const due_ms = Math.min(now + DAY_MS, begins > now ? begins : begins + DAY_MS)
    this.#stays.push({ order_id, first, last, status: 'WAIT_ACCEPT', due_ms })
  }

  /** The order that was placed `back` orders before the latest. */
  pick(back: number): ModelStay | undefined {
    return this.#stays.at(-1 - (back % Math.max(this.#stays.length, 1)))
  }

  allows({ status, first, due_ms }: ModelStay, choice: Choice): boolean {
    const before_first_day = midnight(first) > this.#now()
    if (choice === 'host accept') return status === 'WAIT_ACCEPT' && this.#now() < due_ms
    if (choice === 'host reject') return status === 'WAIT_ACCEPT'
    if (choice === 'payment pay') return status === 'WAIT_PAYMENT' && this.#now() < due_ms
    if (choice === 'guest comment') return status === 'WAIT_COMMENT'
    if (status === 'PAID') return before_first_day
    return status === 'WAIT_PAYMENT' || (status === 'WAIT_ACCEPT' && choice === 'guest cancel')
  }

  apply(stay: ModelStay, choice: Choice): void {
    if (choice === 'host accept') {
      stay.status = 'WAIT_PAYMENT'
      stay.due_ms = this.#now() + 30 * MINUTE_MS
    } else if (choice === 'payment pay') {
      stay.status = 'PAID'
      stay.due_ms = midnight(stay.last) + DAY_MS
    } else if (choice === 'guest comment') stay.status = 'COMPLETE'
    else stay.status = choice === 'host reject' ? 'REJECTED' : 'CANCELED'
  }

  /** What time alone brings about. */
  sweep(): void {
    for (const stay of this.#stays) {
      if (stay.due_ms > this.#now()) continue
      if (stay.status === 'WAIT_ACCEPT' || stay.status === 'WAIT_PAYMENT') stay.status = 'CANCELED'
      else if (stay.status === 'PAID') stay.status = 'WAIT_COMMENT'
    }
  }

  /** The stays that hold their days, by their first day. */
  stays(): ModelStay[] {
    return this.#stays
      .filter(({ status }) => !FREE.has(status))
      .sort((a, b) => a.first.localeCompare(b.first))
  }

  held(): { order_id: number; first: string; last: string }[] {
    return this.stays().map(({ order_id, first, last }) => ({ order_id, first, last }))
  }

  statuses(): [number, OrderStatus][] {
    return this.#stays
      .map(({ order_id, status }): [number, OrderStatus] => [order_id, status])
      .sort(([a], [b]) => a - b)
  }

  #now(): number {
    return this.#clock.now().getTime()
  }
}

/** When `day` begins in Beijing. */
const midnight = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)
