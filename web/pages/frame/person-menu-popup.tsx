import { Menu as Base } from '@base-ui/react/menu'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Check, Menu } from 'lucide-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { logOut } from '../../account/session/log-in.ts'
import type { Session } from '../../account/session/session.ts'
import { read } from '../../api/queries.ts'
import {
  chooseLanguage,
  chooseTheme,
  type Language,
  languageNow,
  type Theme,
  themeNow,
} from '../../i18n/language.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { IconButton } from '../../ui/button.tsx'
import { titleOf } from '../../ui/page-title.ts'
import { toast } from '../../ui/toast.ts'

const ITEM =
  'flex min-h-11 cursor-default items-center gap-3 rounded-lg px-3 outline-none data-highlighted:bg-wash'
const LANGUAGES: readonly (readonly [Language, string])[] = [
  ['zh', '中文'],
  ['en', 'English'],
]
const THEMES = ['auto', 'light', 'dark'] as const

export function PersonMenuPopup({ session }: { readonly session: Session | null }) {
  const t = wordsOf('ui')
  // Within the header, so that the popup is part of it for screen readers too.
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const [theme, setTheme] = useState<Theme>(themeNow())
  const navigate = useNavigate()
  const client = useQueryClient()
  const pickTheme = (chosen: Theme) => {
    chooseTheme(chosen)
    setTheme(chosen)
  }
  const leave = async () => {
    try {
      await logOut(client, () => navigate({ to: '/' }))
    } catch (error) {
      toast((error as Error).message, 'bad')
    }
  }
  return (
    <>
      <span ref={setPlace} />
      <Base.Root defaultOpen>
        <Base.Trigger render={<IconButton label={t('menu')} className="border border-line" />}>
          <Menu aria-hidden="true" className="size-5" />
        </Base.Trigger>
        <Base.Portal container={place}>
          <Base.Positioner align="end" sideOffset={8} className="z-50">
            <Base.Popup className="w-64 rounded-2xl border border-line bg-raised p-2 text-ink shadow-float outline-none">
              {session ? (
                <OwnItem name={session.name} onGo={() => void navigate({ to: '/account' })} />
              ) : (
                <>
                  <Base.Item className={ITEM} onClick={() => void navigate({ to: '/login' })}>
                    {t('login')}
                  </Base.Item>
                  <Base.Item className={ITEM} onClick={() => void navigate({ to: '/register' })}>
                    {t('register')}
                  </Base.Item>
                </>
              )}
              <Base.Item className={ITEM} onClick={() => void navigate({ to: '/favourites' })}>
                {titleOf('/favourites')}
              </Base.Item>
              <Line />
              <Base.RadioGroup
                value={languageNow()}
                onValueChange={(chosen: Language) => chooseLanguage(chosen)}
              >
                <Heading>{t('language')}</Heading>
                {LANGUAGES.map(([language, name]) => (
                  <Choice key={language} value={language} lang={language === 'zh' ? 'zh-CN' : 'en'}>
                    {name}
                  </Choice>
                ))}
              </Base.RadioGroup>
              <Line />
              <Base.RadioGroup value={theme} onValueChange={pickTheme}>
                <Heading>{t('theme')}</Heading>
                {THEMES.map((one) => (
                  <Choice key={one} value={one}>
                    {t(`theme_${one}`)}
                  </Choice>
                ))}
              </Base.RadioGroup>
              {session && (
                <>
                  <Line />
                  <Base.Item className={ITEM} onClick={() => void leave()}>
                    {t('logout')}
                  </Base.Item>
                </>
              )}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </>
  )
}

function OwnItem({ name, onGo }: { readonly name: string; readonly onGo: () => void }) {
  const t = wordsOf('ui')
  const { data } = useQuery(read('/user'))
  return (
    <Base.Item className={`${ITEM} py-2`} onClick={onGo}>
      <Avatar name={name} url={data?.avatar ?? ''} />
      <span className="grid min-w-0">
        <span className="truncate font-semibold">{name}</span>
        <span className="text-sm text-soft">{t('account')}</span>
      </span>
    </Base.Item>
  )
}

const Line = () => <div role="none" className="my-2 h-px bg-line" />

const Heading = ({ children }: { readonly children: ReactNode }) => (
  <Base.GroupLabel className="px-3 py-1 text-sm text-soft">{children}</Base.GroupLabel>
)

function Choice({
  value,
  lang,
  children,
}: {
  readonly value: string
  readonly lang?: string
  readonly children: ReactNode
}) {
  return (
    <Base.RadioItem value={value} lang={lang} className={ITEM} closeOnClick={false}>
      <span className="flex-1">{children}</span>
      <Base.RadioItemIndicator>
        <Check aria-hidden="true" className="size-4 text-brand" />
      </Base.RadioItemIndicator>
    </Base.RadioItem>
  )
}
