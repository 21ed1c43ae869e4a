import { type RefObject, useEffect, useRef, useState } from 'react'

/** A little before it is there. */
const AHEAD = { rootMargin: '100px' }

/** Whether an element has come into view yet: what is far below is loaded by who goes there. */
export function useSeen<Of extends Element>(): { ref: RefObject<Of | null>; seen: boolean } {
  const ref = useRef<Of>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      setSeen(true)
      observer.disconnect()
    }, AHEAD)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, seen }
}
