import { type Language, LOCALES } from './language.ts'

// Amounts are whole numbers of the smallest unit of the site's currency: fen, cents, yen.

/** How many decimals people write of a currency. */
const decimals = new Map<string, number>()

export function decimalsOf(currency: string): number {
  const known = decimals.get(currency)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const found = format.resolvedOptions().maximumFractionDigits ?? 2
  decimals.set(currency, found)
  return found
}

/** How many of its smallest unit are one: 100, or 1 for yen. */
export const unitsOf = (currency: string): number => 10 ** decimalsOf(currency)

/** Whether amounts can be counted in it: one of ISO 4217 with two decimals or none. */
export function isCurrency(text: string): boolean {
  return Intl.supportedValuesOf('currency').includes(text) && [0, 2].includes(decimalsOf(text))
}

/** An amount as people read it, on every page, in every message: `¥1,368`, `¥1,368.50`. */
export function moneyText(amount: number, language: Language, currency: string): string {
  const units = unitsOf(currency)
  const digits = amount % units === 0 ? 0 : decimalsOf(currency)
  return formatOf(language, currency, digits).format(amount / units)
}

// Making one takes longer than a page of orders may.
const formats = new Map<string, Intl.NumberFormat>()

function formatOf(language: Language, currency: string, digits: number): Intl.NumberFormat {
  const key = language + currency + digits
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(LOCALES[language], {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
    formats.set(key, format)
  }
  return format
}

/** An amount as people type it: `1368`, `1368.50`. */
export function typedMoney(amount: number, currency: string): string {
  const units = unitsOf(currency)
  return amount % units === 0
    ? String(amount / units)
    : (amount / units).toFixed(decimalsOf(currency))
}

/** An amount as machines write it, those of banks and providers: `1234.50`, `1234` yen. */
export function plainMoney(amount: number, currency: string): string {
  return (amount / unitsOf(currency)).toFixed(decimalsOf(currency))
}

/**
 * The amount that somebody sent in whole ones of a currency, as a number or as text; undefined
 * where it has more decimals than that has.
 */
export function amountOf(sent: number | string, currency: string): number | undefined {
  const exact = Number(sent) * unitsOf(currency)
  const amount = Math.round(exact)
  return Math.abs(exact - amount) < 1e-6 && Number.isSafeInteger(amount) ? amount : undefined
}

/** What stands beside a field for an amount: `元`, `CNY`, `JPY`. */
export const currencyWord = (currency: string, language: Language): string =>
  language === 'zh' && currency === 'CNY' ? '元' : currency

const YUAN = /^(\d{1,12})(?:\.(\d{1,2}))?$/

/** Fen of an amount that a provider wrote; NaN, which equals nothing, where it is no amount. */
export function fenOf(yuan: string | undefined): number {
  const [, whole, part = ''] = YUAN.exec(yuan ?? '') ?? []
  return whole === undefined ? Number.NaN : Number(whole + part.padEnd(2, '0'))
}

/** Fen as providers read yuan: `1234.50`. */
export const yuanOf = (fen: number): string => plainMoney(fen, 'CNY')
