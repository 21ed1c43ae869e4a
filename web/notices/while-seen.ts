/** A glance at another tab is no reason to begin anew. */
const UNSEEN_MS_MAX = 30_000

/**
 * Does something while the page is seen and there is a network, and aborts it in between: browsers
 * open few connections to a site, and tabs that nobody looks at would use them up.
 */
export function whileSeen(work: (signal: AbortSignal) => Promise<void>): () => void {
  let running: AbortController | undefined
  let leaving: ReturnType<typeof setTimeout> | undefined

  const stop = () => {
    running?.abort()
    running = undefined
  }
  const look = () => {
    clearTimeout(leaving)
    if (!navigator.onLine) stop()
    else if (document.hidden) leaving = setTimeout(stop, UNSEEN_MS_MAX)
    else if (!running) {
      running = new AbortController()
      void work(running.signal)
    }
  }
  document.addEventListener('visibilitychange', look)
  addEventListener('online', look)
  addEventListener('offline', look)
  look()
  return () => {
    document.removeEventListener('visibilitychange', look)
    removeEventListener('online', look)
    removeEventListener('offline', look)
    clearTimeout(leaving)
    stop()
  }
}
