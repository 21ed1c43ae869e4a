import type { KeyboardEvent } from 'react'

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 }

/** Arrows go from stay to stay, Page Up and Page Down from month to month. */
export const walkStays =
  (turn: (months: 1 | -1) => void) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'PageUp' || event.key === 'PageDown') {
      event.preventDefault()
      // The stay that had the focus may be gone with its month.
      event.currentTarget.focus({ preventScroll: true })
      turn(event.key === 'PageUp' ? -1 : 1)
      return
    }
    const step = STEPS[event.key]
    if (step === undefined) return
    const bars = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-stay]')]
    const place = bars.indexOf(document.activeElement as HTMLElement)
    if (place < 0) return
    event.preventDefault()
    bars[place + step]?.focus()
  }
