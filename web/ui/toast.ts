import { useSyncExternalStore } from 'react'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: 'plain' | 'bad'
  readonly action?: ToastAction | undefined
}

/** What can be done about what was said: undo it. */
export interface ToastAction {
  readonly label: string
  readonly run: () => void
}

const SHOWN_MAX = 3
const SHOWN_MS = 5_000
/** Long enough to read it, think, and get there by keyboard. */
const SHOWN_WITH_ACTION_MS = 20_000

let toasts: readonly Toast[] = []
let last_id = 0
const listeners = new Set<() => void>()

function show(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

/** Says something briefly at the edge of the page, without taking the focus. */
export function toast(text: string, tone: Toast['tone'] = 'plain', action?: ToastAction): void {
  last_id += 1
  const id = last_id
  show([...toasts, { id, text, tone, action }].slice(-SHOWN_MAX))
  setTimeout(() => dismiss(id), action ? SHOWN_WITH_ACTION_MS : SHOWN_MS)
}

export const dismiss = (id: number): void => show(toasts.filter((one) => one.id !== id))

export const useToasts = (): readonly Toast[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
