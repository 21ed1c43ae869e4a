import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { IconButton } from './button.tsx'
import { hasRealKeyboard } from './real-keyboard.ts'
import { useOverlay } from './use-overlay.ts'
import { useReturnFocus } from './use-return-focus.ts'

interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly description?: string
  /** Below what scrolls: the buttons. */
  readonly actions?: ReactNode
  readonly wide?: boolean
  /** What has the focus first, where that brings no keyboard over the sheet. */
  readonly focusFirst?: RefObject<HTMLElement | null>
  readonly children?: ReactNode
}

/** A sheet from below on a phone, a window in the middle at a desk; Escape, Back and the back of it close it. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  actions,
  wide,
  focusFirst,
  children,
}: DialogProps) {
  const t = wordsOf('ui')
  useReturnFocus()
  useOverlay(open, onClose)
  return (
    <Base.Root open={open} onOpenChange={(opens) => !opens && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/50 transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          {...(focusFirst && {
            initialFocus: () => (hasRealKeyboard() ? focusFirst.current : true),
          })}
          className={`fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] flex-col rounded-t-3xl bg-card text-ink shadow-float transition duration-200 data-ending-style:translate-y-8 data-ending-style:opacity-0 data-starting-style:translate-y-8 data-starting-style:opacity-0 md:inset-x-auto md:top-1/2 md:bottom-auto md:left-1/2 md:max-h-[86dvh] md:w-full md:-translate-x-1/2 md:-translate-y-1/2 md:rounded-3xl md:data-ending-style:-translate-y-1/2 md:data-starting-style:-translate-y-1/2 ${wide ? 'md:max-w-3xl' : 'md:max-w-lg'}`}
        >
          <header className="flex items-start gap-3 border-b border-line py-3 pr-3 pl-5">
            <div className="min-w-0 flex-1 py-2">
              <Base.Title className="text-lg font-bold">{title}</Base.Title>
              {description && (
                <Base.Description className="text-sm text-soft">{description}</Base.Description>
              )}
            </div>
            <Base.Close render={<IconButton label={t('close')} />}>
              <X aria-hidden="true" className="size-5" />
            </Base.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-5">{children}</div>
          {actions && (
            <footer className="flex flex-wrap justify-end gap-3 border-t border-line p-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
              {actions}
            </footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
