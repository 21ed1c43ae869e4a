/** `priceOfStay` of rules/, where a statement has to know it: expressions of SQL. */
export const priceOfStayText = (stay: { price_fen: string; days: string }): string =>
  `${stay.price_fen} * ${stay.days}`
