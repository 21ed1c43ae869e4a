import type { Language } from '../../rules/language.ts'

export type { Language }

const YEAR_S = 31_536_000

/** Kept as cookies, so that the server draws the page in them from its first byte. */
const keep = (name: string, value: string) => {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API exists on https alone
  document.cookie = `${name}=${value}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax${secure}`
}

/** The server has already chosen: from the cookie, else Chinese. */
export const languageNow = (): Language =>
  document.documentElement.lang.startsWith('en') ? 'en' : 'zh'

/** Begins the page again: every text, date and sum changes, and the server's part too. */
export function chooseLanguage(language: Language): void {
  keep('ihome_language', language)
  location.reload()
}

export type Theme = 'auto' | 'light' | 'dark'

export const themeNow = (): Theme =>
  (document.documentElement.dataset['theme'] as Theme | undefined) ?? 'auto'

// Of the page as it was sent: a colour each for systems that are light and dark.
const TINTS = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')].map(
  (meta) => ({ meta, sent: meta.content, is_dark: meta.media.includes('dark') }),
)

/** The browser's own bar has the colour of the page, whatever the system's is. */
export function tintBrowser(): void {
  const theme = themeNow()
  const chosen = TINTS.find(({ is_dark }) => is_dark === (theme === 'dark'))
  for (const { meta, sent } of TINTS)
    meta.content = theme === 'auto' ? sent : (chosen?.sent ?? sent)
}

export function chooseTheme(theme: Theme): void {
  keep('ihome_theme', theme)
  if (theme === 'auto') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  tintBrowser()
}
