// What the server takes; it says so in contract/pricing.ts, whose schemas browsers do not get.
export const PRICE_MAX = 10_000_000
export const STAY_NIGHTS_MAX = 365
export const PERCENT_MAX = 90
export const WINDOW_DAYS_MAX = 3_650
export const RANGES_MAX = 100
export const GAP_DAYS_MAX = 14
