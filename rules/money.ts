import { type Language, LOCALES } from './language.ts'

/** Fen as people read yuan, on every page, in every message: `¥1,368`, `¥1,368.50`. */
export function moneyText(fen: number, language: Language): string {
  const digits = fen % 100 === 0 ? 0 : 2
  return new Intl.NumberFormat(LOCALES[language], {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(fen / 100)
}

/** Fen as people type yuan: `1368`, `1368.50`. */
export const typedYuan = (fen: number): string =>
  fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2)

/** Fen as machines read yuan, those of providers and of banks: `1234.50`. */
export const yuanOf = (fen: number): string => {
  const digits = String(fen).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const YUAN = /^(\d{1,12})(?:\.(\d{1,2}))?$/

/** Fen of an amount that a provider wrote; NaN, which equals nothing, where it is no amount. */
export function fenOf(yuan: string | undefined): number {
  const [, whole, part = ''] = YUAN.exec(yuan ?? '') ?? []
  return whole === undefined ? Number.NaN : Number(whole + part.padEnd(2, '0'))
}
