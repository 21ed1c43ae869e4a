import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { isRefusedAs } from '../../api/refused.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { hasRealKeyboard } from '../../ui/real-keyboard.ts'
import { Choices } from '../choices.tsx'
import { CodeLogin } from './code-login.tsx'
import { logIn } from './log-in.ts'
import { readMobile } from './mobile.ts'
import { PasskeyLogin } from './passkey-login.tsx'

interface LoginFormProps {
  /** Where a newcomer goes on after signing up. */
  readonly next?: string
  /** Signing up happens here too, instead of on a page of its own. */
  readonly onRegister?: () => void
  readonly onDone?: (() => void) | undefined
  /** Called as the person goes to another page for a new password. */
  readonly onLeave?: () => void
  /** Given where a dialog gives the focus itself. */
  readonly first?: RefObject<HTMLInputElement | null>
}

/** The look of what leads from logging in to signing up, and back. */
export const OTHER_WAY =
  'inline-flex min-h-11 items-center font-semibold underline underline-offset-4'

const WAYS = ['password', 'code'] as const

/** With a password, a code by SMS or a passkey. */
export function LoginForm({ next, onRegister, onDone, onLeave, first }: LoginFormProps) {
  const t = wordsOf('account/session')
  const [way, setWay] = useState<(typeof WAYS)[number]>('password')
  return (
    <div className="grid gap-5">
      <Choices
        label={t('way')}
        chosen={way}
        choices={WAYS.map((value) => ({ value, text: t(`by_${value}`) }))}
        onChoose={setWay}
      />
      {way === 'password' ? (
        <PasswordLogin {...(first && { first })} onDone={onDone} onLeave={onLeave} />
      ) : (
        <CodeLogin onDone={onDone} />
      )}
      <PasskeyLogin onDone={onDone} />
      <p className="text-center text-soft">
        {t('no_account')}{' '}
        {onRegister ? (
          <button type="button" onClick={onRegister} className={OTHER_WAY}>
            {t('register')}
          </button>
        ) : (
          <Link to="/register" search={next ? { next } : {}} className={OTHER_WAY}>
            {t('register')}
          </Link>
        )}
      </p>
    </div>
  )
}

interface PasswordLoginProps {
  readonly first?: RefObject<HTMLInputElement | null>
  readonly onDone?: (() => void) | undefined
  readonly onLeave?: (() => void) | undefined
}

/** Mobile number and password. */
function PasswordLogin({ first, onDone, onLeave }: PasswordLoginProps) {
  const t = wordsOf('account/session')
  const client = useQueryClient()
  const own_first = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Error>()

  useEffect(() => {
    if (!first && hasRealKeyboard()) own_first.current?.focus({ preventScroll: true })
  }, [first])

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const typed = new FormData(form)
    setBusy(true)
    setError(undefined)
    try {
      await logIn(client, {
        mobile: readMobile(String(typed.get('mobile'))),
        password: String(typed.get('password')),
      })
      onDone?.()
    } catch (failure) {
      setError(failure as Error)
      setBusy(false)
      // The number is mostly right: what is typed next replaces the password.
      const password = form.elements.namedItem('password') as HTMLInputElement
      if (isRefusedAs(failure, 'login_wrong')) password.select()
    }
  }

  return (
    <form onSubmit={submit} className="grid gap-5">
      <TextField
        ref={first ?? own_first}
        label={t('mobile')}
        name="mobile"
        type="tel"
        inputMode="numeric"
        autoComplete="username"
        required
      />
      <PasswordField
        label={t('password')}
        name="password"
        autoComplete="current-password"
        maxLength={256}
        required
      />
      {error && (
        <div role="alert" className="grid gap-1 rounded-xl bg-bad-wash px-4 py-3 text-bad">
          <p className="font-medium">{error.message}</p>
          {isRefusedAs(error, 'login_locked') && <p className="text-sm">{t('locked')}</p>}
        </div>
      )}
      <Button type="submit" tone="brand" size="large" busy={busy}>
        {t('login')}
      </Button>
      <Link
        to="/password"
        onClick={() => onLeave?.()}
        className={`${OTHER_WAY} justify-self-center`}
      >
        {t('forgotten')}
      </Link>
    </form>
  )
}
