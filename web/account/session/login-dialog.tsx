import { useRef, useState } from 'react'
import { wordsOf } from '../../i18n/words.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { LoginForm, OTHER_WAY } from './login-form.tsx'
import { RegisterForm } from './register-form.tsx'

/** Logging in, or signing up, over the page that asked for it: what was begun there goes on after. */
export function LoginDialog({ onAnswer }: { readonly onAnswer: (logged_in: boolean) => void }) {
  const t = wordsOf('account/session')
  const first = useRef<HTMLInputElement>(null)
  const [is_new, setIsNew] = useState(false)
  const onDone = () => onAnswer(true)
  return (
    <Dialog
      open
      onClose={() => onAnswer(false)}
      title={t(is_new ? 'register_title' : 'login')}
      description={t('go_on_after')}
      focusFirst={first}
    >
      {is_new ? (
        <div className="grid gap-5">
          <RegisterForm onLogin={() => setIsNew(false)} onDone={onDone} />
          <p className="text-center text-soft">
            {t('has_account')}{' '}
            <button type="button" onClick={() => setIsNew(false)} className={OTHER_WAY}>
              {t('login')}
            </button>
          </p>
        </div>
      ) : (
        <LoginForm
          first={first}
          onRegister={() => setIsNew(true)}
          onDone={onDone}
          onLeave={() => onAnswer(false)}
        />
      )}
    </Dialog>
  )
}
