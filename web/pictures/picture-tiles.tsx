import { useEffect, useRef, useState } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { PictureTile } from './picture-tile.tsx'
import type { Kept } from './sending.ts'
import { useDragOrder } from './use-drag-order.ts'

interface TilesProps {
  readonly pictures: readonly Kept[]
  readonly onMove: (from: number, to: number) => void
  readonly onRemove: (place: number) => void
}

/** The pictures in their order: dragged by the handle, or moved by buttons. */
export function PictureTiles({ pictures, onMove, onRemove }: TilesProps) {
  const t = wordsOf('pictures')
  const [told, setTold] = useState('')
  // Moving an element loses the focus that is inside it.
  const refocus = useRef<{ url: string; way: number }>(undefined)
  const move = (from: number, to: number) => {
    onMove(from, to)
    setTold(t('picture_moved', { place: to + 1, count: pictures.length }))
  }
  const { drag, begin } = useDragOrder(move)
  const step = (from: number, way: 1 | -1) => {
    refocus.current = { url: pictures[from]?.url ?? '', way }
    move(from, from + way)
  }
  useEffect(() => {
    if (!refocus.current || pictures.length === 0) return
    const { url, way } = refocus.current
    refocus.current = undefined
    const tile = document.querySelector(`[data-picture="${CSS.escape(url)}"]`)
    const button =
      tile?.querySelector<HTMLElement>(`[data-way="${way}"]:enabled`) ??
      tile?.querySelector<HTMLElement>('[data-way]:enabled')
    button?.focus()
  }, [pictures])
  return (
    <>
      {pictures.map((picture, place) => (
        <PictureTile
          key={picture.url}
          picture={picture}
          place={place}
          count={pictures.length}
          drag={drag}
          onGrab={(event) => begin(place, event)}
          onStep={(way) => step(place, way)}
          onRemove={() => onRemove(place)}
        />
      ))}
      <li className="sr-only" aria-live="polite">
        {told}
      </li>
    </>
  )
}
