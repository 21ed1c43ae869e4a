import { type PointerEvent as ReactPointerEvent, useEffect, useRef, useState } from 'react'

export interface Drag {
  readonly from: number
  readonly over: number
  /** How far the pointer has gone, in px. */
  readonly x: number
  readonly y: number
}

const placeAt = (x: number, y: number): number | undefined => {
  const place = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-place]')?.dataset
  return place?.['place'] === undefined ? undefined : Number(place['place'])
}

/** Dragging with mouse, finger or pen; nothing is moved in the page before it is let go. */
export function useDragOrder(onMove: (from: number, to: number) => void) {
  const [drag, setDrag] = useState<Drag>()
  const stop = useRef<() => void>(undefined)
  useEffect(() => () => stop.current?.(), [])

  const begin = (from: number, event: ReactPointerEvent) => {
    if (event.button !== 0) return
    event.preventDefault()
    // The page may scroll meanwhile: measured from its beginning, not from the window's.
    const start = { x: event.pageX, y: event.pageY }
    let over = from
    setDrag({ from, over, x: 0, y: 0 })
    const follow = (next: PointerEvent) => {
      over = placeAt(next.clientX, next.clientY) ?? over
      setDrag({ from, over, x: next.pageX - start.x, y: next.pageY - start.y })
    }
    const end = () => {
      stop.current?.()
      if (over !== from) onMove(from, over)
    }
    stop.current = () => {
      removeEventListener('pointermove', follow)
      removeEventListener('pointerup', end)
      removeEventListener('pointercancel', cancel)
      removeEventListener('keydown', onKey)
      stop.current = undefined
      setDrag(undefined)
    }
    const cancel = () => stop.current?.()
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && cancel()
    addEventListener('pointermove', follow)
    addEventListener('pointerup', end)
    addEventListener('pointercancel', cancel)
    addEventListener('keydown', onKey)
  }
  return { drag, begin }
}
