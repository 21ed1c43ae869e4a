/** How many an address says that come, as a house can take them: one where it says nothing usable. */
export function readGuests(asked: string | undefined, capacity: number): number {
  const guests = Number(asked)
  return Number.isInteger(guests) && guests > 0 ? Math.min(guests, capacity) : 1
}
