import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

/** A page sets its title with its first drawing; it is read after that. */
const TITLE_MS = 150

/**
 * What a browser does by itself when it opens a page, and does not within one: the focus begins
 * at the new page, and a screen reader hears its name.
 */
export function Arrival() {
  const router = useRouter()
  const [title, setTitle] = useState('')
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
      if (!fromLocation || !pathChanged) return
      clearTimeout(timer)
      timer = setTimeout(() => {
        if (!focusPage()) setTitle(document.title)
      }, TITLE_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [router])
  return (
    <p className="sr-only" role="status">
      {title}
    </p>
  )
}

/** Whether the page's own heading took the focus, which says the name as well. */
function focusPage(): boolean {
  const main = document.getElementById('main')
  const focused = document.activeElement
  // The page has chosen a field already, or a dialog stands over it.
  if (focused?.matches('input, select, textarea') || focused?.closest('[role="dialog"]'))
    return false
  const heading = main?.querySelector('h1')
  if (heading) heading.tabIndex = -1
  const target = heading ?? main
  target?.focus({ preventScroll: true })
  return target === heading
}
