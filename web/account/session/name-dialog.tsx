import { type FormEvent, useId, useRef, useState } from 'react'
import { ask } from '../../api/client.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { useChange } from './use-change.ts'

const NAME_CHARACTERS_MAX = 32

/** Asks who has none yet how others may call them. */
export function NameDialog({ onAnswer }: { readonly onAnswer: (named: boolean) => void }) {
  const t = wordsOf('account/session')
  const form = useId()
  const first = useRef<HTMLInputElement>(null)
  const [error, setError] = useState('')
  const change = useChange((name: string) => ask('PUT', '/users/name', { body: { name } }), {
    stale: ['/user', '/session'],
    onDone: () => onAnswer(true),
    onFailed: ({ message }) => setError(message),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name')).trim()
    setError(name ? '' : t('name_empty'))
    if (name) change.mutate(name)
  }
  return (
    <Dialog
      open
      onClose={() => onAnswer(false)}
      title={t('name_title')}
      description={t('name_why')}
      focusFirst={first}
      actions={
        <Button type="submit" form={form} tone="brand" busy={change.isPending}>
          {t('name_go_on')}
        </Button>
      }
    >
      <form id={form} noValidate onSubmit={submit}>
        <TextField
          ref={first}
          label={t('name')}
          name="name"
          autoComplete="nickname"
          maxLength={NAME_CHARACTERS_MAX}
          hint={t('name_hint')}
          error={error}
        />
      </form>
    </Dialog>
  )
}
