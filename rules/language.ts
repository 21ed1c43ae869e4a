/** What the site speaks. */
export type Language = 'zh' | 'en'

/** English as it is written where weeks begin on Monday and days come before months. */
export const LOCALES: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' }
