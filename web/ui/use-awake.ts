import { useSyncExternalStore } from 'react'

const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'focusin', 'scroll'] as const
const listeners = new Set<() => void>()
let awake = false

function wake(): void {
  awake = true
  for (const sign of SIGNS) removeEventListener(sign, wake, true)
  for (const listener of listeners) listener()
}

for (const sign of SIGNS) addEventListener(sign, wake, { capture: true, passive: true })

/** Whether somebody has moved, touched or typed: what only then is of use is loaded then. */
export const useAwake = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => awake,
  )
