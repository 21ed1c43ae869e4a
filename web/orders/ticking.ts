import { useSyncExternalStore } from 'react'
import { siteNow } from '../i18n/site-clock.ts'

const TICK_MS = 1_000

let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function follow(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const one of listeners) one()
  }, TICK_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

const second = () => Math.floor(siteNow() / TICK_MS) * TICK_MS

/** The present moment in whole seconds; however many follow it, one clock ticks. */
export const useNow = (): number => useSyncExternalStore(follow, second)
