import { useChange } from '../../account/session/use-change.ts'
import { ask } from '../../api/client.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { toast } from '../../ui/toast.ts'
import { type List, nameOf } from './lists.ts'

interface DeleteProps {
  readonly list: List
  /** Where its houses go. */
  readonly into: List
  readonly onClose: () => void
}

export function DeleteDialog({ list, into, onClose }: DeleteProps) {
  const t = wordsOf('favourites')
  const change = useChange(
    () => ask('DELETE', '/user/lists/{id}', { params: { id: list.list_id } }),
    {
      stale: ['/user/favourites', `/user/lists/${into.list_id}`],
      onDone: () => {
        onClose()
        toast(t('deleted'))
      },
    },
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('delete_title', { name: nameOf(list) })}
      actions={
        <>
          <Button onClick={onClose}>{wordsOf('ui')('cancel')}</Button>
          <Button tone="danger" busy={change.isPending} onClick={() => change.mutate(undefined)}>
            {t('delete')}
          </Button>
        </>
      }
    >
      <p>{t('delete_hint', { name: nameOf(into) })}</p>
    </Dialog>
  )
}
