import { lazy, Suspense, useState } from 'react'
import { chooseLanguage, chooseTheme, languageNow, themeNow } from '../i18n/language.ts'
import { loadWords, wordsOf } from '../i18n/words.ts'
import { Choices } from './choices.tsx'
import { Section } from './section.tsx'

const PushChoice = lazy(async () => {
  const [{ PushChoice }] = await Promise.all([
    import('./push/push-choice.tsx'),
    loadWords('account/push'),
  ])
  return { default: PushChoice }
})

const LANGUAGES = [
  { value: 'zh', text: '中文', lang: 'zh-CN' },
  { value: 'en', text: 'English', lang: 'en' },
] as const
const THEMES = ['auto', 'light', 'dark'] as const

export function Preferences() {
  const t = wordsOf('account')
  const common = wordsOf('ui')
  const [theme, setTheme] = useState(themeNow)
  return (
    <Section title={t('settings')}>
      <Choices
        label={t('language')}
        chosen={languageNow()}
        choices={LANGUAGES}
        onChoose={chooseLanguage}
      />
      <Choices
        label={t('theme')}
        chosen={theme}
        choices={THEMES.map((value) => ({ value, text: common(`theme_${value}`) }))}
        onChoose={(value) => {
          chooseTheme(value)
          setTheme(value)
        }}
      />
      <Suspense>
        <PushChoice />
      </Suspense>
    </Section>
  )
}
