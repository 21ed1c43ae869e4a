import type { Language } from '../../contract/refusals.ts'
import { moneyText } from '../../rules/money.ts'
import type { DiscountReason, QuoteLine } from '../../rules/quote.ts'

const DISCOUNTS: Readonly<Record<DiscountReason, Readonly<Record<Language, string>>>> = {
  month: { zh: '住满 28 晚优惠', en: 'Off for 28 nights and more' },
  week: { zh: '住满 7 晚优惠', en: 'Off for 7 nights and more' },
  last_minute: { zh: '临近入住优惠', en: 'Last-minute price' },
  early_bird: { zh: '提前预订优惠', en: 'Early-bird price' },
}

const FEES = {
  cleaning: { zh: '清洁费', en: 'Cleaning' },
  extra_guest: { zh: '加人费', en: 'Extra guests' },
  tax: { zh: '税费', en: 'Tax' },
} as const

/** A line as the API tells it. */
export interface ToldLine {
  readonly kind: QuoteLine['kind']
  readonly text: string
  readonly quantity: number
  readonly unit_amount: number
  readonly amount: number
  readonly reason?: DiscountReason
  readonly percent?: number
}

/** In which language, and what amounts are counted in. */
export interface Spoken {
  readonly language: Language
  readonly currency: string
}

export function tellLine(line: QuoteLine, spoken: Spoken): ToldLine {
  const { language } = spoken
  if (line.kind === 'nights') return { ...line, text: nights(line, spoken) }
  const { kind, amount } = line
  const once = { kind, quantity: 1, unit_amount: amount, amount }
  if (line.kind === 'discount') {
    const { reason, percent } = line
    return { ...once, text: `${DISCOUNTS[reason][language]} ${percent}%`, reason, percent }
  }
  const name = FEES[line.kind][language]
  if ('basis_points' in line) return { ...once, text: `${name} ${line.basis_points / 100}%` }
  if (!('unit_amount' in line)) return { ...once, text: name }
  return { ...line, text: `${name} ${guestNights(line, spoken)}` }
}

interface Counted {
  readonly unit_amount: number
  readonly quantity: number
}

function nights({ unit_amount, quantity }: Counted, { language, currency }: Spoken) {
  const unit = language === 'zh' ? ' 晚' : quantity === 1 ? ' night' : ' nights'
  return `${moneyText(unit_amount, language, currency)} × ${quantity}${unit}`
}

/** Guests times nights. */
const guestNights = ({ unit_amount, quantity }: Counted, { language, currency }: Spoken) =>
  `${moneyText(unit_amount, language, currency)} × ${quantity}${language === 'zh' ? ' 人晚' : ' guest nights'}`
