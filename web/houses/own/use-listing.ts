import { useChange } from '../../account/session/use-change.ts'
import { ask } from '../../api/client.ts'
import { wordsOf } from '../../i18n/words.ts'
import { toast } from '../../ui/toast.ts'

/** Puts a house on the list or takes it off. */
export const useListing = (house_id: number, onDone?: () => unknown) =>
  useChange(
    (listed: boolean) =>
      ask('PUT', '/houses/{id}/listing', { params: { id: house_id }, body: { listed } }),
    {
      stale: ['/user/houses', '/houses'],
      onDone: (_, listed) => {
        toast(wordsOf('houses/own')(listed ? 'now_listed' : 'now_unlisted'))
        return onDone?.()
      },
    },
  )
