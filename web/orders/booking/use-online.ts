import { useEffect, useRef, useState } from 'react'

/** What waits for the network. */
export interface Online {
  readonly waiting: boolean
  /** Resolves at once where there is a network, else when it is back; false: no longer wanted. */
  wait(): Promise<boolean>
  /** What waits is no longer wanted. */
  withdraw(): void
}

/** Waits for the network, until it is no longer wanted or the page is left. */
export function useOnline(): Online {
  const [waiting, setWaiting] = useState(false)
  const end = useRef<(online: boolean) => void>(undefined)
  useEffect(() => () => end.current?.(false), [])
  return {
    waiting,
    wait() {
      if (navigator.onLine) return Promise.resolve(true)
      setWaiting(true)
      return new Promise((resolve) => {
        const back = () => end.current?.(true)
        end.current = (online) => {
          removeEventListener('online', back)
          end.current = undefined
          setWaiting(false)
          resolve(online)
        }
        addEventListener('online', back)
      })
    },
    withdraw: () => end.current?.(false),
  }
}
