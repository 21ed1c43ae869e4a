import { language } from './words.ts'

/** How an area is called here: in English where the operator has said it. */
export const areaName = (name: string, name_en: string): string =>
  (language === 'en' && name_en) || name
