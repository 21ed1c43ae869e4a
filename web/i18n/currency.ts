import { LOCALES } from '../../rules/language.ts'
import { amountOf, moneyText, typedMoney, unitsOf } from '../../rules/money.ts'
import { CURRENCY } from './site-currency.ts'
import { language } from './words.ts'

/** How many of an amount are one of the currency. */
export const UNITS = unitsOf(CURRENCY)

/** An amount for reading: `¥368`, `¥368.50`. */
export const money = (amount: number): string => moneyText(amount, language, CURRENCY)

/** The same for fields where it is typed: `368`, `368.50`. */
export const typed = (amount: number): string => typedMoney(amount, CURRENCY)

const AMOUNT = /^\d{1,9}(\.\d{1,2})?$/

/** What somebody typed; undefined where it is no amount. */
export const readTyped = (text: string): number | undefined =>
  AMOUNT.test(text) ? amountOf(text, CURRENCY) : undefined

/** A sum for axes, short: `¥12万`, `$3.4K`. */
const compact = new Intl.NumberFormat(LOCALES[language], {
  style: 'currency',
  currency: CURRENCY,
  currencyDisplay: 'narrowSymbol',
  notation: 'compact',
  maximumFractionDigits: 1,
})
export const shortMoney = (whole: number): string => compact.format(whole)
