import { type RefObject, useEffect, useRef } from 'react'

/** As far below the window as people scroll in a moment. */
const AHEAD = '600px'

/** Calls back when what the ref is on comes near the window, as long as it is wanted. */
export function useSeen(wanted: boolean, onSeen: () => void): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null)
  const latest = useRef(onSeen)
  useEffect(() => {
    latest.current = onSeen
  })
  useEffect(() => {
    if (!wanted || !ref.current) return
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && latest.current(),
      { rootMargin: AHEAD },
    )
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [wanted])
  return ref
}
