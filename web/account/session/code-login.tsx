import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { logIn } from './log-in.ts'
import { readMobile } from './mobile.ts'
import { problemsOf } from './register-problems.ts'
import { FormProblem, SmsCodeFields } from './sms-code-fields.tsx'
import { useSmsCode } from './use-sms-code.ts'

/** Mobile number and a code that is sent there. */
export function CodeLogin({ onDone }: { readonly onDone?: (() => void) | undefined }) {
  const t = wordsOf('account/session')
  const client = useQueryClient()
  const sms = useSmsCode('login')
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const mobile = readMobile(typed)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const sms_code = sms.code.trim()
    if (!sms_code) return sms.setProblems({ sms_code: t('sms_code_empty') })
    setBusy(true)
    try {
      await logIn(client, { mobile, sms_code })
      onDone?.()
    } catch (error) {
      sms.setProblems(problemsOf(error as Error, 'sms_code'))
      setBusy(false)
    }
  }

  return (
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
      <FormProblem text={sms.problems.form} />
      <Button type="submit" tone="brand" size="large" busy={busy}>
        {t('login')}
      </Button>
    </form>
  )
}
