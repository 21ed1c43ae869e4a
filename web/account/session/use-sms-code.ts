import { useState } from 'react'
import type { SmsCodePurpose } from '../../../contract/codes.ts'
import { ask } from '../../api/client.ts'
import { ERRCODE, isRefused } from '../../api/refused.ts'
import { problemsBeforeSms, problemsOf, type RegisterProblems } from './register-problems.ts'

const SMS_AGAIN_MS = 60_000

export type SmsCode = ReturnType<typeof useSmsCode>

/** A code by SMS for one purpose: the picture that is read first, the sending, what went wrong. */
export function useSmsCode(purpose: SmsCodePurpose) {
  const [image_id, setImageId] = useState(() => crypto.randomUUID())
  const [image_code, setImageCode] = useState('')
  const [code, setCode] = useState('')
  const [sent_to, setSentTo] = useState('')
  const [again_at, setAgainAt] = useState(0)
  const [problems, setProblems] = useState<RegisterProblems>({})
  const [busy, setBusy] = useState(false)

  const drawAgain = () => {
    setImageId(crypto.randomUUID())
    setImageCode('')
  }

  const send = async (mobile: string) => {
    const found = problemsBeforeSms(mobile, image_code.trim())
    setProblems(found)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    try {
      const body = { mobile, purpose, image_code: image_code.trim(), image_code_id: image_id }
      await ask('POST', '/sms_codes', { body })
      setSentTo(mobile)
      setAgainAt(Date.now() + SMS_AGAIN_MS)
    } catch (error) {
      if (isRefused(error, ERRCODE.request) && error.status === 200)
        setAgainAt(Date.now() + SMS_AGAIN_MS)
      setProblems(problemsOf(error as Error, 'image_code'))
    } finally {
      // Looked at once, a picture is spent.
      drawAgain()
      setBusy(false)
    }
  }

  return {
    image: { id: image_id, code: image_code, setCode: setImageCode, drawAgain },
    code,
    setCode,
    sent_to,
    again_at,
    busy,
    problems,
    setProblems,
    send,
  }
}
