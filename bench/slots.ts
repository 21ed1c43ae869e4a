/** Clients at once, on both sides of the comparison. */
export const CONNECTIONS = 64
/** Most clients that orders are placed by. */
export const CONNECTIONS_MAX = 256

// What `place-*.sql` repeats, as pgbench can import nothing.
const HOUSES_EACH = 32
const DAYS_EACH = 200
const FIRST_HOUSE_ID = 1001
const FIRST_GUEST_ID = 2

export const HOST_ID = 1
export const HOUSE_IDS = {
  first: FIRST_HOUSE_ID,
  last: FIRST_HOUSE_ID + CONNECTIONS_MAX * HOUSES_EACH - 1,
}
export const PRICE_FEN = 20_000
/** Far enough that the first night comes after any deadline. */
export const FIRST_DAY_IN_DAYS = 30

/** Every connection is a guest of its own: guests that share a row would wait for its lock. */
export const guestIdOf = (connection: number): number => FIRST_GUEST_ID + connection

export interface Slot {
  readonly house_id: number
  /** Days after the first day. */
  readonly day: number
}

/**
 * The slot of the `n`th order of a connection: one night that nobody else asks for. Connections
 * have their own houses and go through them day by day, so neighbours in time are in other places.
 */
export const slotOf = (connection: number, n: number): Slot => ({
  house_id: FIRST_HOUSE_ID + (connection % CONNECTIONS_MAX) * HOUSES_EACH + (n % HOUSES_EACH),
  // More connections than have houses of their own share them, each with days of its own.
  day: Math.floor(n / HOUSES_EACH) + Math.floor(connection / CONNECTIONS_MAX) * DAYS_EACH,
})
