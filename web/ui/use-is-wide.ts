import { useSyncExternalStore } from 'react'

const wide = matchMedia('(min-width: 48rem)')

/** Whether there is a desk's width; follows the window. */
export const useIsWide = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      wide.addEventListener('change', listener)
      return () => wide.removeEventListener('change', listener)
    },
    () => wide.matches,
  )
