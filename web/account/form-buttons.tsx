import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'

export function FormButtons({
  busy,
  onCancel,
}: {
  readonly busy: boolean
  readonly onCancel: () => void
}) {
  const t = wordsOf('ui')
  return (
    <div className="flex gap-3">
      <Button type="submit" tone="brand" busy={busy}>
        {t('save')}
      </Button>
      <Button tone="quiet" onClick={onCancel}>
        {t('cancel')}
      </Button>
    </div>
  )
}
