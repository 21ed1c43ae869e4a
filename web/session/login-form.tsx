import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { logIn } from './log-in.ts'

/** Mobile number and password; `next` is where a newcomer goes on after signing up. */
export function LoginForm({
  next,
  onDone,
}: {
  readonly next?: string
  readonly onDone: () => void
}) {
  const t = wordsOf('session')
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setError(undefined)
    try {
      await logIn(client, {
        mobile: String(form.get('mobile')).replace(/\s/g, ''),
        password: String(form.get('password')),
      })
      onDone()
    } catch (failure) {
      setError((failure as Error).message)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form onSubmit={submit} className="grid gap-4">
      <TextField
        label={t('mobile')}
        name="mobile"
        type="tel"
        inputMode="numeric"
        autoComplete="username"
        required
      />
      <TextField
        label={t('password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      {error && (
        <p role="alert" className="rounded-xl bg-bad-wash px-4 py-3 text-bad">
          {error}
        </p>
      )}
      <Button type="submit" tone="brand" size="large" busy={busy}>
        {t('login')}
      </Button>
      <p className="text-center text-soft">
        {t('no_account')}{' '}
        <Link
          to="/register"
          search={next ? { next } : {}}
          className="font-semibold text-brand underline underline-offset-4"
        >
          {t('register')}
        </Link>
      </p>
    </form>
  )
}
