import { lazy, Suspense } from 'react'
import { loadWords } from '../i18n/words.ts'
import { useAskedLogin } from './ask-login.ts'

// Nobody waits for it who is logged in.
const LoginDialog = lazy(async () => {
  const [module] = await Promise.all([import('./login-dialog.tsx'), loadWords('session')])
  return { default: module.LoginDialog }
})

/** Where the login opens when something under way asks for it. */
export function LoginHost() {
  const asked = useAskedLogin()
  return asked ? (
    <Suspense>
      <LoginDialog onAnswer={asked.answer} />
    </Suspense>
  ) : null
}
