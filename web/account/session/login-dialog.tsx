import { useLocation } from '@tanstack/react-router'
import { useRef } from 'react'
import { wordsOf } from '../../i18n/words.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { LoginForm } from './login-form.tsx'

export function LoginDialog({ onAnswer }: { readonly onAnswer: (logged_in: boolean) => void }) {
  const t = wordsOf('account/session')
  const first = useRef<HTMLInputElement>(null)
  const here = useLocation({ select: ({ href }) => href })
  return (
    <Dialog
      open
      onClose={() => onAnswer(false)}
      title={t('login')}
      description={t('go_on_after')}
      focusFirst={first}
    >
      <LoginForm next={here} first={first} onDone={() => onAnswer(true)} />
    </Dialog>
  )
}
