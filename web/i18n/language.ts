export type Language = 'zh' | 'en'

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

export function chooseTheme(theme: Theme): void {
  keep('ihome_theme', theme)
  if (theme === 'auto') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
