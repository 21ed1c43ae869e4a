import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ask } from '../../api/client.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { titleOf, usePageTitle } from '../../ui/page-title.ts'
import { PasswordField } from '../../ui/password-field.tsx'
import { toast } from '../../ui/toast.ts'
import { leave } from './log-in.ts'
import { readMobile } from './mobile.ts'
import { problemsBeforeReset, problemsOf } from './register-problems.ts'
import { SessionCard } from './session-card.tsx'
import { FormProblem, SmsCodeFields } from './sms-code-fields.tsx'
import { useSmsCode } from './use-sms-code.ts'

/** A new password for who forgot theirs, and reads the SMS. */
export function PasswordPage() {
  const t = wordsOf('account/session')
  const client = useQueryClient()
  const navigate = useNavigate()
  const sms = useSmsCode('reset')
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const mobile = readMobile(typed)
  usePageTitle(titleOf('/password'))

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password'))
    const sms_code = sms.code.trim()
    const found = problemsBeforeReset(mobile, sms_code, password)
    sms.setProblems(found)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    try {
      await ask('PUT', '/password', { body: { mobile, sms_code, password } })
      // Every session has ended, this browser's too.
      await leave(client)
      toast(t('password_reset'))
      await navigate({ to: '/login' })
    } catch (error) {
      sms.setProblems(problemsOf(error as Error, 'sms_code'))
      setBusy(false)
    }
  }

  return (
    <SessionCard title={titleOf('/password')} hint={t('forgotten_hint')}>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <TextField
          label={t('mobile')}
          type="tel"
          inputMode="numeric"
          autoComplete="username"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          error={sms.problems.mobile}
        />
        <SmsCodeFields sms={sms} mobile={mobile} />
        <PasswordField
          label={t('new_password')}
          name="password"
          autoComplete="new-password"
          hint={t('password_hint')}
          error={sms.problems.password}
        />
        <FormProblem text={sms.problems.form} />
        <Button type="submit" tone="brand" size="large" busy={busy}>
          {t('save_password')}
        </Button>
        <Link
          to="/login"
          className="justify-self-center py-2 font-semibold underline underline-offset-4"
        >
          {t('back_to_login')}
        </Link>
      </form>
    </SessionCard>
  )
}
