/** What shows an order, its days or its money. */
export const ORDER_STALE = [
  '/orders',
  '/user/orders',
  '/user/stays',
  '/user/earnings',
  '/houses',
  '/notices',
] as const
