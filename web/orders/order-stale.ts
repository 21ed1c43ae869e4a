/** What shows an order, its days or its money. */
export const ORDER_STALE = [
  '/orders',
  '/user/orders',
  '/user/stays',
  '/user/calendars',
  '/user/earnings',
  '/houses',
  '/notices',
] as const
