import { ask } from '../../api/client.ts'
import { isRefused } from '../../api/refused.ts'
import { keyOf, settle } from './intent-key.ts'

const WAITS_MS = [1_000, 3_000]

export interface Wish {
  readonly house_id: number
  readonly sd: string
  readonly ed: string
  readonly guests: number
  /** Fen, as it is shown: another price places nothing. */
  readonly amount: number | undefined
}

/** Nothing certain came back: the order may stand or not, and the same key finds out. */
const isOpen = (error: unknown): boolean =>
  isRefused(error) && (error.passing || error.status >= 500)

/**
 * Places the order. Where the answer is lost it asks again with the same key, a few times, so that
 * the one order that stands is found, and none is placed twice.
 */
export async function placeOrder(wish: Wish): Promise<{ order_id: number }> {
  const { house_id, sd: start_date, ed: end_date, guests, amount } = wish
  const given = {
    body: { house_id, start_date, end_date, guests, ...(amount !== undefined && { amount }) },
    headers: { 'idempotency-key': keyOf(wish) },
  }
  for (const wait_ms of [...WAITS_MS, undefined]) {
    try {
      const placed = await ask('POST', '/orders', given)
      settle(wish)
      return placed
    } catch (error) {
      if (!isOpen(error)) {
        settle(wish)
        throw error
      }
      if (wait_ms === undefined) throw error
      await new Promise((resolve) => setTimeout(resolve, wait_ms))
    }
  }
  throw new Error('unreachable: the last try returns or throws')
}
