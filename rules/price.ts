/** What a stay costs, in fen: the only place where a price is multiplied, or divided. */
export const priceOfStay = (price_fen: number, days: number): number => price_fen * days

/** What a day of a stay cost, in whole fen. */
export const priceOfDay = (amount_fen: number, days: number): number =>
  Math.round(amount_fen / days)
