import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client.ts'
import { ERRCODE, isRefused } from '../../api/refused.ts'
import { useSecondsLeft } from '../../codes/use-seconds-left.ts'
import { wordsOf } from '../../i18n/words.ts'
import { toast } from '../../ui/toast.ts'
import { register } from './log-in.ts'
import { readMobile } from './mobile.ts'
import { forgetDraft, useRegisterDraft } from './register-draft.ts'
import {
  problemsBeforeRegister,
  problemsBeforeSms,
  problemsOf,
  type RegisterField,
  type RegisterProblems,
  type Typed,
} from './register-problems.ts'

const SMS_AGAIN_MS = 60_000

/** The steps of signing up; `focus` is told the field that asks for attention. */
export function useRegister(focus: (field: RegisterField) => void, onDone?: () => void) {
  const t = wordsOf('account/session')
  const client = useQueryClient()
  const [draft, change] = useRegisterDraft()
  const [image_id, setImageId] = useState(() => crypto.randomUUID())
  const [image_code, setImageCode] = useState('')
  const [problems, setProblems] = useState<RegisterProblems>({})
  const [busy, setBusy] = useState<'sending' | 'registering'>()
  const mobile = readMobile(draft.mobile)

  const drawAgain = () => {
    setImageId(crypto.randomUUID())
    setImageCode('')
  }
  // Nothing can be sent meanwhile, so there is nothing to type again.
  const is_right = useSecondsLeft(draft.again_at) > 0 && draft.sent_to !== ''
  /** Whether there is none; else the first one's field gets the focus. */
  const tell = (found: RegisterProblems): boolean => {
    setProblems(found)
    const [first] = Object.keys(found)
    if (first && first !== 'form') focus(first as RegisterField)
    return first === undefined
  }
  const waitToSend = () => change({ again_at: Date.now() + SMS_AGAIN_MS })

  const sendCode = async () => {
    if (!tell(problemsBeforeSms(mobile, image_code.trim()))) return
    setBusy('sending')
    try {
      const query = { image_code: image_code.trim(), image_code_id: image_id }
      await ask('GET', '/sms_codes/{mobile}', { params: { mobile }, query })
      change({ sent_to: mobile })
      waitToSend()
      focus('sms_code')
    } catch (error) {
      if (isRefused(error, ERRCODE.request) && error.status === 200) waitToSend()
      tell(problemsOf(error as Error, 'image_code'))
    } finally {
      // Looked at once, a picture is spent.
      drawAgain()
      setBusy(undefined)
    }
  }

  const submit = async (typed: Typed) => {
    const { password } = typed
    const sms_code = draft.sms_code.trim()
    if (!tell(problemsBeforeRegister(mobile, sms_code, typed))) return
    setBusy('registering')
    try {
      await register(client, { mobile, sms_code, password })
      forgetDraft()
      toast(t('welcome'))
      onDone?.()
    } catch (error) {
      tell(problemsOf(error as Error, 'sms_code'))
      setBusy(undefined)
    }
  }

  return {
    draft,
    change,
    image: { id: image_id, code: image_code, is_right, setCode: setImageCode, drawAgain },
    problems,
    busy,
    sendCode,
    submit,
  }
}
