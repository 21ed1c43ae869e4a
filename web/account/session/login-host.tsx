import { lazy, Suspense } from 'react'
import { loadWords } from '../../i18n/words.ts'
import { useAskedLogin } from './ask-login.ts'

// Nobody waits for it who is logged in.
const Login = lazy(async () => {
  const words = loadWords('account/session', 'codes')
  const { LoginDialog } = await import('./login-dialog.tsx')
  await words
  return { default: LoginDialog }
})

/** Where the login opens when something under way asks for it. */
export function LoginHost() {
  const asked = useAskedLogin()
  return asked ? (
    <Suspense>
      <Login onAnswer={asked.answer} />
    </Suspense>
  ) : null
}
