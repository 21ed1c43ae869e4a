import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

export function LeaveAllDialog({
  busy,
  onClose,
  onConfirm,
}: {
  readonly busy: boolean
  readonly onClose: () => void
  readonly onConfirm: () => void
}) {
  const t = wordsOf('account')
  const common = wordsOf('ui')
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('leave_all_title')}
      actions={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button tone="danger" busy={busy} onClick={onConfirm}>
            {t('leave_all')}
          </Button>
        </>
      }
    >
      <p>{t('leave_all_text')}</p>
    </Dialog>
  )
}
