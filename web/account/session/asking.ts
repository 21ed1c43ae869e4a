import { useSyncExternalStore } from 'react'

/** Something that is asked of a person over the page, for which what is under way waits. */
interface Asked {
  /** @param given whether they gave what was asked for */
  readonly answer: (given: boolean) => void
}

/** One question of the whole page: who asks it again has the one before answered with no. */
export function createAsking() {
  let asked: Asked | undefined
  const listeners = new Set<() => void>()
  const show = (next: Asked | undefined): void => {
    asked = next
    for (const listener of listeners) listener()
  }
  return {
    useAsked: (): Asked | undefined =>
      useSyncExternalStore(
        (listener) => {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
        () => asked,
      ),
    /** Opens the question over the page, which stays as it is; resolves when it is closed. */
    ask(): Promise<boolean> {
      asked?.answer(false)
      return new Promise((resolve) => {
        show({
          answer: (given) => {
            show(undefined)
            resolve(given)
          },
        })
      })
    },
  }
}
