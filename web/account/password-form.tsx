import { type FormEvent, useState } from 'react'
import { ask } from '../api/client.ts'
import { ERRCODE, isRefused, isRefusedAs } from '../api/refused.ts'
import { wordsOf } from '../i18n/words.ts'
import { PasswordField } from '../ui/password-field.tsx'
import { toast } from '../ui/toast.ts'
import { FormButtons } from './form-buttons.tsx'
import { useChange } from './session/use-change.ts'

export function PasswordForm({
  mobile,
  onClose,
}: {
  readonly mobile: string
  readonly onClose: () => void
}) {
  const t = wordsOf('account')
  const [problem, setProblem] = useState<{ field: 'old' | 'new'; text: string }>()
  const change = useChange(
    ({ old_password, password }: { old_password: string; password: string }) =>
      ask('PUT', '/users/password', { body: { old_password, password, password2: password } }),
    {
      onDone: () => {
        toast(t('password_changed'))
        onClose()
      },
      onFailed: (error) =>
        setProblem({
          field: isRefused(error, ERRCODE.params) && error.field !== 'old_password' ? 'new' : 'old',
          text: isRefusedAs(error, 'params_invalid') ? t('password_hint') : error.message,
        }),
    },
  )
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    setProblem(undefined)
    change.mutate({
      old_password: String(typed.get('old_password')),
      password: String(typed.get('password')),
    })
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      {/* For password managers: whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={mobile} readOnly hidden />
      <PasswordField
        label={t('old_password')}
        name="old_password"
        autoComplete="current-password"
        maxLength={256}
        required
        error={problem?.field === 'old' && problem.text}
      />
      <PasswordField
        label={t('new_password')}
        name="password"
        autoComplete="new-password"
        minLength={8}
        maxLength={128}
        required
        hint={t('password_hint')}
        error={problem?.field === 'new' && problem.text}
      />
      <FormButtons busy={change.isPending} onCancel={onClose} />
    </form>
  )
}
