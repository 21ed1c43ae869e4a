import { useLocation } from '@tanstack/react-router'
import { wordsOf } from '../i18n/words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { LoginForm } from './login-form.tsx'

export function LoginDialog({ onAnswer }: { readonly onAnswer: (logged_in: boolean) => void }) {
  const t = wordsOf('session')
  const here = useLocation({ select: ({ href }) => href })
  return (
    <Dialog open onClose={() => onAnswer(false)} title={t('login')} description={t('go_on_after')}>
      <LoginForm next={here} onDone={() => onAnswer(true)} />
    </Dialog>
  )
}
