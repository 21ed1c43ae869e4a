import { useState } from 'react'

function readKept(name: string): string {
  try {
    return localStorage.getItem(name) ?? ''
  } catch {
    return ''
  }
}

/** Storage may be full or forbidden: then it is not kept, and all else goes on. */
function keep(name: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(name)
    else localStorage.setItem(name, text)
  } catch {
    // Nothing that the person could do about it.
  }
}

/** A text that outlives the page until it is forgotten. */
export function useDraft(name: string): [string, (text: string) => void, () => void] {
  const [text, setText] = useState(() => readKept(name))
  const change = (next: string) => {
    setText(next)
    keep(name, next)
  }
  return [text, change, () => keep(name, '')]
}
