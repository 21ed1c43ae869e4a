import type { QueryClient } from '@tanstack/react-query'
import { mergeKept } from '../../favourites/merge-kept.ts'
import { followNotices } from '../../notices/follow-notices.ts'

/** What goes on beside the page while somebody is logged in; returns what ends it. */
export function whileLoggedIn(client: QueryClient): () => void {
  // What could not be taken along stays in the browser for the next time.
  mergeKept(client).catch(() => undefined)
  return followNotices(client)
}
