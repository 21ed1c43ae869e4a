import { setTimeout as sleep } from 'node:timers/promises'

const TRIES_MAX = 5
const AGAIN_MS = 1_000

/**
 * Notes that a provider has taken a message. Not noting it costs a second message, so a database
 * that blinks is waited for.
 */
export async function noteDelivery(note: () => Promise<unknown>): Promise<void> {
  for (let tries_left = TRIES_MAX - 1; ; tries_left -= 1) {
    try {
      await note()
      return
    } catch (error) {
      if (tries_left === 0) throw error
      await sleep(AGAIN_MS)
    }
  }
}
