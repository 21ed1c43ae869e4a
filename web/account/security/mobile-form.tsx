import { type FormEvent, useState } from 'react'
import { ask } from '../../api/client.ts'
import { isRefusedAs } from '../../api/refused.ts'
import { wordsOf } from '../../i18n/words.ts'
import { TextField } from '../../ui/field.tsx'
import { toast } from '../../ui/toast.ts'
import { FormButtons } from '../form-buttons.tsx'
import { maskMobile, readMobile } from '../session/mobile.ts'
import { FormProblem, SmsCodeFields } from '../session/sms-code-fields.tsx'
import { useChange } from '../session/use-change.ts'
import { useSmsCode } from '../session/use-sms-code.ts'

/** Codes to both numbers: the old one first, which proves who asks. */
export function MobileForm({
  old,
  onClose,
}: {
  readonly old: string
  readonly onClose: () => void
}) {
  const t = wordsOf('account')
  const of_old = useSmsCode('mobile')
  const of_new = useSmsCode('mobile')
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  const mobile = readMobile(typed)
  const change = useChange(
    (codes: { sms_code: string; old_sms_code: string }) =>
      ask('PUT', '/user/mobile', { body: { mobile, ...codes } }),
    {
      stale: ['/user', '/session'],
      onDone: () => {
        toast(t('mobile_changed'))
        onClose()
      },
      onFailed: (error) =>
        setProblem(isRefusedAs(error, 'params_invalid') ? t('mobile_bad') : error.message),
    },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setProblem(undefined)
    if (!of_old.code.trim() || !of_new.code.trim()) return setProblem(t('both_codes'))
    change.mutate({ sms_code: of_new.code.trim(), old_sms_code: of_old.code.trim() })
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-6">
      <fieldset className="grid gap-4">
        <legend className="pb-3 font-medium">{t('old_mobile', { mobile: maskMobile(old) })}</legend>
        <SmsCodeFields sms={of_old} mobile={old} />
        <FormProblem text={of_old.problems.form} />
      </fieldset>
      <fieldset className="grid gap-4">
        <legend className="pb-3 font-medium">{t('new_mobile')}</legend>
        <TextField
          label={t('new_mobile')}
          type="tel"
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          error={of_new.problems.mobile}
        />
        <SmsCodeFields sms={of_new} mobile={mobile} />
        <FormProblem text={of_new.problems.form} />
      </fieldset>
      <FormProblem text={problem} />
      <FormButtons busy={change.isPending} onCancel={onClose} />
    </form>
  )
}
