import { useEffect, useState } from 'react'

const TICK_MS = 500
const secondsUntil = (moment_ms: number) => Math.max(0, Math.ceil((moment_ms - Date.now()) / 1000))

/** Counts down to a moment. */
export function useSecondsLeft(moment_ms: number): number {
  const [left, setLeft] = useState(() => secondsUntil(moment_ms))
  useEffect(() => {
    setLeft(secondsUntil(moment_ms))
    const timer = setInterval(() => {
      setLeft(secondsUntil(moment_ms))
      if (Date.now() >= moment_ms) clearInterval(timer)
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [moment_ms])
  return left
}
