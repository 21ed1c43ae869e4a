import { useEffect, useState } from 'react'

/** What signing up has come to, kept through a reload. Never the password. */
interface RegisterDraft {
  readonly mobile: string
  readonly sms_code: string
  /** The number that a code was last sent to. */
  readonly sent_to: string
  /** When the next code may be asked for, in ms. */
  readonly again_at: number
}

const KEPT_AS = 'ihome-register'
const NOTHING: RegisterDraft = { mobile: '', sms_code: '', sent_to: '', again_at: 0 }

function readDraft(): RegisterDraft {
  try {
    return { ...NOTHING, ...JSON.parse(sessionStorage.getItem(KEPT_AS) ?? '{}') }
  } catch {
    return NOTHING
  }
}

export const forgetDraft = (): void => sessionStorage.removeItem(KEPT_AS)

export function useRegisterDraft() {
  const [draft, setDraft] = useState(readDraft)
  useEffect(() => sessionStorage.setItem(KEPT_AS, JSON.stringify(draft)), [draft])
  const change = (changed: Partial<RegisterDraft>) => setDraft((now) => ({ ...now, ...changed }))
  return [draft, change] as const
}
