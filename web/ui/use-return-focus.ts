import { useEffect, useState } from 'react'

/** Gives the focus back to what had it when this appeared, once it is gone and the focus with it. */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        const is_lost = document.activeElement === document.body
        if (is_lost && before instanceof HTMLElement && before.isConnected) before.focus()
      })
    },
    [before],
  )
}
