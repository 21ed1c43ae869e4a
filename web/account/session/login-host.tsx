import { lazy, Suspense } from 'react'
import { loadWords } from '../../i18n/words.ts'
import { useAskedLogin } from './ask-login.ts'
import { useAskedName } from './ask-name.ts'

// Nobody waits for them who is logged in and has a name.
const Login = lazy(async () => {
  const words = loadWords('account/session', 'codes')
  const { LoginDialog } = await import('./login-dialog.tsx')
  await words
  return { default: LoginDialog }
})
const Name = lazy(async () => {
  const words = loadWords('account/session')
  const { NameDialog } = await import('./name-dialog.tsx')
  await words
  return { default: NameDialog }
})

/** Where the login, or the question for a name, opens when something under way asks for it. */
export function LoginHost() {
  const login = useAskedLogin()
  const name = useAskedName()
  return (
    <Suspense>
      {login && <Login onAnswer={login.answer} />}
      {name && <Name onAnswer={name.answer} />}
    </Suspense>
  )
}
