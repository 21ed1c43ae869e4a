const SHOWN_FIRST = 3
const SHOWN_LAST = 4

export function maskIdCard(id_card: string): string {
  const hidden = '*'.repeat(id_card.length - SHOWN_FIRST - SHOWN_LAST)
  return id_card.slice(0, SHOWN_FIRST) + hidden + id_card.slice(-SHOWN_LAST)
}
