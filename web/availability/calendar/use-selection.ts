import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useRef,
  useState,
} from 'react'
import { today } from '../../i18n/format.ts'
import { isChosen, reached, type Selection, type Spot, tapped } from './selection.ts'

interface SelectionOptions {
  /** Where an arrow, Home, End, Page Up or Page Down leads; undefined for other keys. */
  readonly stepFrom: (spot: Spot, key: string) => Spot | undefined
  /** The days are chosen: `by_keyboard` the focus goes on to what is done with them. */
  readonly onChosen: (by_keyboard: boolean) => void
  /** What was chosen is let go. */
  readonly onLetGo: () => void
  /** A day that may not be on the screen yet. */
  readonly onFocus: (spot: Spot) => void
}

/**
 * Choosing days by dragging, with a mouse or across with a finger; by tapping the first and the last
 * one; or by keyboard: arrows walk, shift extends, Enter and Space tap, Escape lets go.
 */
export function useSelection({ stepFrom, onChosen, onLetGo, onFocus }: SelectionOptions) {
  const [selection, setSelection] = useState<Selection>()
  const [focused, setFocused] = useState<Spot>()
  const [dragging, setDragging] = useState(false)
  const grid = useRef<HTMLTableElement>(null)
  const drag = useRef<{ spot: Spot; moved: boolean }>(undefined)
  const dragged = useRef(false)
  const wants_focus = useRef(false)

  // After every render: the day may have come with another month.
  useEffect(() => {
    if (!wants_focus.current || !focused) return
    const cell = cellOf(grid.current, focused)
    if (!cell) return
    wants_focus.current = false
    cell.focus()
  })

  const focusOn = (spot: Spot) => {
    wants_focus.current = true
    setFocused(spot)
    onFocus(spot)
  }
  const choose = (next: Selection, by_keyboard: boolean) => {
    setSelection(next)
    if (!next.open_end) onChosen(by_keyboard)
  }
  const tap = (spot: Spot, by_keyboard: boolean) => {
    if (spot.day < today()) return
    setFocused(spot)
    choose(tapped(selection, spot), by_keyboard)
  }

  const onPointerDown = (event: PointerEvent) => {
    dragged.current = false
    if (event.button !== 0 || isLink(event.target)) return
    const spot = spotUnder(event)
    if (spot && spot.day >= today()) drag.current = { spot, moved: false }
  }
  const onPointerMove = (event: PointerEvent) => {
    const { current } = drag
    const spot = current && spotUnder(event)
    if (!spot || spot.house_id !== current.spot.house_id) return
    if (!current.moved && spot.day === current.spot.day) return
    if (!current.moved) grid.current?.setPointerCapture(event.pointerId)
    current.moved = true
    setDragging(true)
    setSelection(reached(current.spot, notGone(spot.day)))
  }
  const onPointerUp = () => {
    const { current } = drag
    drag.current = undefined
    setDragging(false)
    dragged.current = current?.moved ?? false
    if (!current?.moved) return
    setFocused(current.spot)
    onChosen(false)
  }
  // A tap is the click, not the pointer that goes up: what opens would get the click otherwise.
  const onClick = (event: MouseEvent) => {
    if (dragged.current || isLink(event.target)) return
    const cell = (event.target as Element).closest<HTMLElement>('[data-day]')
    const spot = cell && spotOf(cell)
    if (spot) tap(spot, false)
  }
  const onPointerCancel = () => {
    drag.current = undefined
    setDragging(false)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const spot = event.target instanceof HTMLElement ? spotOf(event.target) : undefined
    if (!spot || isLink(event.target)) return
    const next = stepFrom(spot, event.key)
    if (next) {
      event.preventDefault()
      focusOn(next)
      if (event.shiftKey && spot.house_id === next.house_id) extend(spot, next)
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      if (selection && !selection.open_end && isChosen(selection, spot)) onChosen(true)
      else tap(spot, true)
    } else if (event.key === 'Escape') {
      setSelection(undefined)
      onLetGo()
    }
  }
  const extend = (spot: Spot, next: Spot) => {
    const anchor = selection?.house_id === spot.house_id ? selection.anchor : notGone(spot.day)
    setSelection(reached({ ...spot, day: anchor }, notGone(next.day)))
  }

  return {
    selection,
    focused,
    dragging,
    clear: () => setSelection(undefined),
    select: (next: Selection) => choose(next, false),
    returnFocus: () => focused && focusOn(focused),
    handlers: {
      ref: grid,
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel,
      onClick,
      onKeyDown,
    },
  }
}

export type DaySelection = ReturnType<typeof useSelection>

const notGone = (day: string): string => (day < today() ? today() : day)

const isLink = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('a') !== null

function spotOf(cell: HTMLElement): Spot | undefined {
  const { day, house } = cell.dataset
  return day && house ? { day, house_id: Number(house) } : undefined
}

/** A stay that lies over a day belongs to the cell it begins in: the day is what lies below it. */
function spotUnder({ clientX, clientY }: PointerEvent): Spot | undefined {
  for (const element of document.elementsFromPoint(clientX, clientY))
    if (element instanceof HTMLElement && element.dataset['day']) return spotOf(element)
  return undefined
}

const cellOf = (grid: HTMLElement | null, { house_id, day }: Spot) =>
  grid?.querySelector<HTMLElement>(`[data-house="${house_id}"][data-day="${day}"]`)
