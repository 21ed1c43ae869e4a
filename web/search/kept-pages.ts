import type { InfiniteData } from '@tanstack/react-query'
import type { DataOf, RouteOf } from '../api/contract.ts'

export type Page = DataOf<RouteOf<'GET', '/houses'>>
type Pages = InfiniteData<Page, number>

interface Kept {
  readonly address: string
  readonly pages: Pages
  readonly at: number
}

const NAME = 'ihome-found'

/** Keeps the last list in this tab: who reads the page anew finds it as long as it was. */
export function keepPages(address: string, pages: Pages): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify({ address, pages, at: Date.now() }))
  } catch {
    // A full or forbidden storage: the list begins at its top then.
  }
}

/** Read once, as the page begins: later it is in memory. */
const kept = ((): Kept | undefined => {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
})()

export const keptPages = (address: string): Kept | undefined =>
  kept?.address === address ? kept : undefined
