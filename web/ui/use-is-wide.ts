import { useSyncExternalStore } from 'react'

/** Whether the window is so wide; follows it. */
function useMedia(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => query.matches,
  )
}

const wide = matchMedia('(min-width: 48rem)')
const desk = matchMedia('(min-width: 64rem)')
const broad = matchMedia('(min-width: 80rem)')

/** Whether two columns of days have room. */
export const useIsWide = (): boolean => useMedia(wide)

/** Whether two things have room beside what a page is about. */
export const useIsBroad = (): boolean => useMedia(broad)

/** Whether something has room beside what a page is about. */
export const useIsDesk = (): boolean => useMedia(desk)
