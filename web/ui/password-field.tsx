import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { IconButton } from './button.tsx'
import { TextField } from './field.tsx'

/** A password that can be looked at while it is typed. */
export function PasswordField(given: Omit<ComponentProps<typeof TextField>, 'type' | 'after'>) {
  const t = wordsOf('ui')
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOff : Eye
  return (
    <TextField
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      {...given}
      type={shown ? 'text' : 'password'}
      after={
        <IconButton
          label={t('show_password')}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="border border-line"
        >
          <Icon aria-hidden="true" className="size-5" />
        </IconButton>
      }
    />
  )
}
