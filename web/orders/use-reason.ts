import { useState } from 'react'
import { wordsOf } from '../i18n/words.ts'

/** A reason that must be given: spaces alone are none. */
export function useReason() {
  const t = wordsOf('orders')
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  return {
    reason,
    error,
    change: (next: string) => {
      setReason(next)
      setError(undefined)
    },
    check: () => {
      const given = reason.trim() !== ''
      if (!given) setError(t('reason_missing'))
      return given
    },
  }
}
