import { X } from 'lucide-react'
import { wordsOf } from '../../i18n/words.ts'
import { dismiss, useToasts } from '../../ui/toast.ts'

/** Below; on a phone above the bars of its lower edge. Nothing at the top is hidden, as the way back. */
export function Toaster() {
  const t = wordsOf('ui')
  const toasts = useToasts()
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-[calc(9rem+env(safe-area-inset-bottom))] z-60 grid justify-items-center gap-2 md:bottom-6"
    >
      {toasts.map(({ id, text, tone, action }) => (
        <div
          key={id}
          className={`pointer-events-auto flex max-w-md items-center gap-2 rounded-xl py-1 pr-1 pl-4 shadow-float ${tone === 'bad' ? 'bg-bad text-card' : 'bg-ink text-paper'}`}
        >
          <span className="py-2">{text}</span>
          {action && (
            <button
              type="button"
              onClick={() => {
                dismiss(id)
                action.run()
              }}
              className="min-h-9 shrink-0 rounded-lg px-3 font-bold underline underline-offset-4"
            >
              {action.label}
            </button>
          )}
          <button
            type="button"
            aria-label={t('close')}
            onClick={() => dismiss(id)}
            className="grid size-9 shrink-0 place-items-center"
          >
            <X aria-hidden="true" className="size-4" />
          </button>
        </div>
      ))}
    </div>
  )
}
