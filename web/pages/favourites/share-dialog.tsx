import { useChange } from '../../account/session/use-change.ts'
import { ask } from '../../api/client.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { toast } from '../../ui/toast.ts'
import { LISTS_STALE, type List, nameOf } from './lists.ts'

interface ShareProps {
  readonly list: List
  readonly onClose: () => void
}

/** The link of a list: made when that is asked for, copied, and taken back. */
export function ShareDialog({ list, onClose }: ShareProps) {
  const t = wordsOf('favourites')
  const params = { id: list.list_id }
  const share = useChange(() => ask('PUT', '/user/lists/{id}/share', { params }), {
    stale: LISTS_STALE,
  })
  const unshare = useChange(() => ask('DELETE', '/user/lists/{id}/share', { params }), {
    stale: LISTS_STALE,
    onDone: () => {
      onClose()
      toast(t('unshared'))
    },
  })
  const link = list.share_path && location.origin + list.share_path
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    toast(t('copied'))
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('share_title', { name: nameOf(list) })}
      description={t('share_hint')}
      actions={
        link ? (
          <>
            <Button busy={unshare.isPending} onClick={() => unshare.mutate(undefined)}>
              {t('unshare')}
            </Button>
            <Button tone="brand" onClick={() => void copy()}>
              {t('copy')}
            </Button>
          </>
        ) : (
          <Button tone="brand" busy={share.isPending} onClick={() => share.mutate(undefined)}>
            {t('make_link')}
          </Button>
        )
      }
    >
      {link && (
        <TextField
          label={t('share_link')}
          readOnly
          value={link}
          onFocus={(event) => event.target.select()}
        />
      )}
    </Dialog>
  )
}
