import { Menu } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Session } from '../../account/session/session.ts'
import { wordsOf } from '../../i18n/words.ts'
import { IconButton } from '../../ui/button.tsx'

const PersonMenuPopup = lazy(async () => ({
  default: (await import('./person-menu-popup.tsx')).PersonMenuPopup,
}))

/** Person, language and appearance; its popup is loaded when it is first asked for. */
export function PersonMenu({ session }: { readonly session: Session | null }) {
  const t = wordsOf('ui')
  const [asked, setAsked] = useState(false)
  const button = (
    <IconButton
      label={t('menu')}
      aria-haspopup="menu"
      className="border border-line"
      onClick={() => setAsked(true)}
    >
      <Menu aria-hidden="true" className="size-5" />
    </IconButton>
  )
  if (!asked) return button
  return (
    <Suspense fallback={button}>
      <PersonMenuPopup session={session} />
    </Suspense>
  )
}
