import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { openOverlay } from './overlays.ts'

/** Back, and leaving the page, close what stands over it. */
export function useOverlay(open: boolean, onClose: () => void): void {
  const { history } = useRouter()
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => (open ? openOverlay(history, () => close.current()) : undefined), [history, open])
}
