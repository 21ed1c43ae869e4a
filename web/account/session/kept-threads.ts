/** What begins the names of what is kept of somebody's conversations on this device. */
export const KEPT_THREADS = 'ihome-thread-'

/** What was typed there is nobody else's business. */
export function forgetThreads(): void {
  try {
    for (const name of Object.keys(localStorage))
      if (name.startsWith(KEPT_THREADS)) localStorage.removeItem(name)
  } catch {
    // Where nothing may be kept, there is nothing.
  }
}
