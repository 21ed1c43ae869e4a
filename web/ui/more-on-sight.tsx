import { useEffect, useRef } from 'react'
import { Button } from './button.tsx'

/** How far below the window the end of the list may be when more is fetched. */
const AHEAD = '600px'

interface MoreProps {
  readonly label: string
  readonly busy: boolean
  readonly onMore: () => unknown
}

/** The end of an endless list: fetches more when it comes near, or when it is pressed. */
export function MoreOnSight({ label, busy, onMore }: MoreProps) {
  const place = useRef<HTMLDivElement>(null)
  const more = useRef(onMore)
  useEffect(() => {
    more.current = onMore
  })
  useEffect(() => {
    if (busy || !place.current) return
    const observer = new IntersectionObserver(
      ([seen]) => {
        if (seen?.isIntersecting) more.current()
      },
      { rootMargin: AHEAD },
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [busy])
  return (
    <div ref={place} className="grid justify-items-center py-4">
      <Button busy={busy} onClick={() => onMore()}>
        {label}
      </Button>
    </div>
  )
}
