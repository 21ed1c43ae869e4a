import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { makeStale } from '../api/queries.ts'
import { siteNow } from '../i18n/site-clock.ts'

/** The system moves an order some seconds after its deadline: looked for so often, this far apart. */
const LOOKS_AFTER_MS = [1_500, 6_000, 20_000]
/** What setTimeout can hold; who waits longer opens the page again. */
const WAIT_MS_MAX = 2_147_483_647

/** Reads orders again once this deadline has passed. */
export function useDue(due: string): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!due) return
    const left_ms = Date.parse(due) - siteNow()
    const timers = LOOKS_AFTER_MS.map((after_ms) => left_ms + after_ms)
      .filter((wait_ms) => wait_ms > 0 && wait_ms < WAIT_MS_MAX)
      .map((wait_ms) =>
        setTimeout(() => void makeStale(client, '/orders', '/user/orders'), wait_ms),
      )
    return () => {
      for (const timer of timers) clearTimeout(timer)
    }
  }, [client, due])
}
