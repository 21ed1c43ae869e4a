import { type RefObject, useRef, useState } from 'react'

interface Slides {
  /** The row that scrolls; each child is as wide as it. */
  readonly row: RefObject<HTMLUListElement | null>
  readonly index: number
  readonly onScroll: () => void
  readonly goTo: (index: number, behavior?: ScrollBehavior) => void
}

/** A row of pictures that people move through by scrolling; tells which one is seen. */
export function useSlides(): Slides {
  const row = useRef<HTMLUListElement>(null)
  const [index, setIndex] = useState(0)
  return {
    row,
    index,
    onScroll: () => {
      const box = row.current
      if (box?.clientWidth) setIndex(Math.round(box.scrollLeft / box.clientWidth))
    },
    goTo: (wanted, behavior = 'smooth') => {
      const box = row.current
      box?.scrollTo({ left: wanted * box.clientWidth, behavior })
    },
  }
}
