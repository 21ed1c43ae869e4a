import { wordsOf } from '../../../i18n/words.ts'
import { Button } from '../../../ui/button.tsx'

interface UnsavedProps {
  readonly busy: boolean
  readonly onSave: () => void
  readonly onDrop: () => void
}

/** Stands in sight as long as something was changed and not yet saved. */
export function UnsavedBar({ busy, onSave, onDrop }: UnsavedProps) {
  const t = wordsOf('houses/own')
  return (
    <section
      aria-label={t('unsaved')}
      className="sticky top-2 z-20 flex max-w-3xl flex-wrap items-center gap-x-4 gap-y-2 rounded-2xl bg-wait-wash py-2 pr-2 pl-4 shadow-card"
    >
      <p className="min-w-0 flex-1 text-sm font-medium text-wait">{t('unsaved')}</p>
      <div className="flex gap-2">
        <Button tone="quiet" onClick={onDrop}>
          {t('drop_changes')}
        </Button>
        <Button tone="brand" busy={busy} onClick={onSave}>
          {t('save_changes')}
        </Button>
      </div>
    </section>
  )
}
