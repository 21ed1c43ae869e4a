import { useQueryClient } from '@tanstack/react-query'
import { Fingerprint } from 'lucide-react'
import { useState } from 'react'
import { ask } from '../../api/client.ts'
import { isRefused } from '../../api/refused.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { logInByPasskey } from './log-in.ts'
import { FormProblem } from './sms-code-fields.tsx'

/** Where the browser knows passkeys: one press, and the device asks for finger, face or PIN. */
export function PasskeyLogin({ onDone }: { readonly onDone?: (() => void) | undefined }) {
  const t = wordsOf('account/session')
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  if (!('PublicKeyCredential' in window)) return null

  const enter = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      const { startAuthentication } = await import('@simplewebauthn/browser')
      const { options } = await ask('POST', '/sessions/passkey/options')
      const response = await startAuthentication({ optionsJSON: options as never })
      await logInByPasskey(client, response as never)
      onDone?.()
    } catch (error) {
      // Who closes the device's own question knows that; no browser says more.
      setProblem(isRefused(error) ? error.message : t('passkey_failed'))
      setBusy(false)
    }
  }

  return (
    <div className="grid gap-3">
      <Button size="large" busy={busy} onClick={() => void enter()}>
        <Fingerprint aria-hidden="true" className="size-5" />
        {t('by_passkey')}
      </Button>
      <FormProblem text={problem} />
    </div>
  )
}
