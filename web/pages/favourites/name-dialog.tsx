import { type FormEvent, useId, useState } from 'react'
import { useChange } from '../../account/session/use-change.ts'
import { ask } from '../../api/client.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { LISTS_STALE, type List, nameOf } from './lists.ts'

const LENGTH_MAX = 32

interface NameProps {
  /** The one that is renamed; without one, another is made. */
  readonly list?: List
  readonly onClose: () => void
  readonly onMade?: (list_id: number) => unknown
}

export function NameDialog({ list, onClose, onMade }: NameProps) {
  const t = wordsOf('favourites')
  const form = useId()
  const [name, setName] = useState(list ? nameOf(list) : '')
  const [error, setError] = useState<string>()
  const change = useChange((chosen: string) => send(list, chosen), {
    stale: LISTS_STALE,
    onDone: async (list_id) => {
      if (list_id !== undefined) await onMade?.(list_id)
      onClose()
    },
    onFailed: (failure) => setError(failure.message),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') setError(t('name_missing'))
    else change.mutate(name.trim())
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(list ? 'rename' : 'new_list')}
      actions={
        <Button type="submit" form={form} tone="brand" busy={change.isPending}>
          {list ? wordsOf('ui')('save') : t('create')}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <TextField
          label={t('name')}
          error={error}
          maxLength={LENGTH_MAX}
          value={name}
          onChange={(event) => {
            setName(event.target.value)
            setError(undefined)
          }}
        />
      </form>
    </Dialog>
  )
}

async function send(list: List | undefined, name: string): Promise<number | undefined> {
  if (!list) return (await ask('POST', '/user/lists', { body: { name } })).list_id
  await ask('PUT', '/user/lists/{id}', { params: { id: list.list_id }, body: { name } })
  return undefined
}
