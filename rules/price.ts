/** What a stay costs, in fen: the only place where a price is multiplied. */
export const priceOfStay = (price_fen: number, days: number): number => price_fen * days
