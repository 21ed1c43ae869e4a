import { useQueryClient } from '@tanstack/react-query'
import { withName } from '../../account/session/ask-name.ts'
import { useChange } from '../../account/session/use-change.ts'
import { ask } from '../../api/client.ts'
import { wordsOf } from '../../i18n/words.ts'
import { toast } from '../../ui/toast.ts'

/** Puts a house on the list or takes it off. */
export function useListing(house_id: number, onDone?: () => unknown) {
  const client = useQueryClient()
  const list = (listed: boolean) =>
    ask('PUT', '/houses/{id}/listing', { params: { id: house_id }, body: { listed } })
  return useChange(
    // Guests read whose house it is.
    (listed: boolean) => (listed ? withName(client, () => list(true)) : list(false)),
    {
      stale: ['/user/houses', '/houses'],
      onDone: (_, listed) => {
        toast(wordsOf('houses/own')(listed ? 'now_listed' : 'now_unlisted'))
        return onDone?.()
      },
    },
  )
}
