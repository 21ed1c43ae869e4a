import { type FormEvent, useState } from 'react'
import { ask } from '../api/client.ts'
import { wordsOf } from '../i18n/words.ts'
import { TextField } from '../ui/field.tsx'
import { toast } from '../ui/toast.ts'
import { FormButtons } from './form-buttons.tsx'
import { useChange } from './session/use-change.ts'

const NAME_CHARACTERS_MAX = 32

export function NameForm({
  name,
  onClose,
}: {
  readonly name: string
  readonly onClose: () => void
}) {
  const t = wordsOf('account')
  const common = wordsOf('ui')
  const [error, setError] = useState('')
  const change = useChange(
    (wanted: string) => ask('PUT', '/users/name', { body: { name: wanted } }),
    {
      stale: ['/user', '/session'],
      onDone: () => {
        toast(common('saved'))
        onClose()
      },
      onFailed: ({ message }) => setError(message),
    },
  )
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const wanted = String(new FormData(event.currentTarget).get('name')).trim()
    setError(wanted ? '' : t('name_empty'))
    if (wanted === name) onClose()
    else if (wanted) change.mutate(wanted)
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <TextField
        label={t('name')}
        name="name"
        defaultValue={name}
        autoComplete="nickname"
        maxLength={NAME_CHARACTERS_MAX}
        hint={t('name_hint')}
        error={error}
      />
      <FormButtons busy={change.isPending} onCancel={onClose} />
    </form>
  )
}
