import { useSyncExternalStore } from 'react'
import { ERRCODE, isRefused } from '../../api/refused.ts'

/** A login that something under way waits for. */
interface AskedLogin {
  readonly answer: (logged_in: boolean) => void
}

let asked: AskedLogin | undefined
const listeners = new Set<() => void>()

function show(next: AskedLogin | undefined): void {
  asked = next
  for (const listener of listeners) listener()
}

export const useAskedLogin = (): AskedLogin | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => asked,
  )

/** Opens the login over the page, which stays as it is; resolves when it is closed. */
function askLogin(): Promise<boolean> {
  asked?.answer(false)
  return new Promise((resolve) => {
    show({
      answer: (logged_in) => {
        show(undefined)
        resolve(logged_in)
      },
    })
  })
}

/**
 * Does what needs a session. Where it is missing or has ended, the login opens over the page, and
 * what was begun goes on after it: nothing that was typed is lost.
 */
export async function withLogin<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!isRefused(error, ERRCODE.session) || !(await askLogin())) throw error
    return work()
  }
}
