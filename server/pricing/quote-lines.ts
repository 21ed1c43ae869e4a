import type { Language } from '../../contract/refusals.ts'
import type { DiscountReason, QuoteLine } from '../../rules/quote.ts'

const DISCOUNTS: Readonly<Record<DiscountReason, Readonly<Record<Language, string>>>> = {
  month: { zh: '住满 28 晚优惠', en: 'Off for 28 nights and more' },
  week: { zh: '住满 7 晚优惠', en: 'Off for 7 nights and more' },
  last_minute: { zh: '临近入住优惠', en: 'Last-minute price' },
  early_bird: { zh: '提前预订优惠', en: 'Early-bird price' },
}

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

export const tellLine = (line: QuoteLine, language: Language): ToldLine => {
  if (line.kind === 'nights') return { ...line, text: nights(line, language) }
  const { amount, reason, percent } = line
  const text = `${DISCOUNTS[reason][language]} ${percent}%`
  return { kind: 'discount', text, quantity: 1, unit_amount: amount, amount, reason, percent }
}

const FEN = 100

function nights(
  { unit_amount, quantity }: { unit_amount: number; quantity: number },
  language: Language,
) {
  const unit = language === 'zh' ? ' 晚' : quantity === 1 ? ' night' : ' nights'
  return `¥${unit_amount / FEN} × ${quantity}${unit}`
}
