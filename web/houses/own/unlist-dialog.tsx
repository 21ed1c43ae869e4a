import type { OwnHouse } from '../../api/contract.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useListing } from './use-listing.ts'

interface UnlistProps {
  readonly house: Pick<OwnHouse, 'house_id' | 'title'>
  readonly onClose: () => void
}

export function UnlistDialog({ house, onClose }: UnlistProps) {
  const t = wordsOf('houses/own')
  const common = wordsOf('ui')
  const listing = useListing(house.house_id, onClose)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('unlist_title')}
      description={house.title}
      actions={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button tone="danger" busy={listing.isPending} onClick={() => listing.mutate(false)}>
            {t('unlist')}
          </Button>
        </>
      }
    >
      <p>{t('unlist_hint')}</p>
    </Dialog>
  )
}
