import type { SiteTax } from '../../rules/fees.ts'
import { amountOf, typedMoney, unitsOf } from '../../rules/money.ts'
import type { Reader } from '../platform/settings/reader.ts'

const NIGHTS_MAX = 365

/** What the site collects for its town. */
export function readPricingSettings(
  read: Reader,
  { currency }: { readonly currency: string },
): { readonly tax: SiteTax } {
  const percent = read.text('IHOME_TAX_PERCENT')
  const amount = read.text('IHOME_TAX_PER_GUEST_NIGHT')
  const nights_max = read.whole('IHOME_TAX_NIGHTS_MAX', {
    standard: 0,
    min: 0,
    max: NIGHTS_MAX,
    of: 'nights',
  })
  if (percent && amount)
    throw read.wrong('IHOME_TAX_PERCENT', 'left out with IHOME_TAX_PER_GUEST_NIGHT: one of the two')
  if (percent) return { tax: { kind: 'percent', basis_points: readPercent(read, percent) } }
  if (!amount) return { tax: { kind: 'none' } }
  const tax = /^\d+(\.\d+)?$/.test(amount) ? amountOf(amount, currency) : undefined
  if (!tax || tax > WHOLE_MAX * unitsOf(currency))
    throw read.wrong(
      'IHOME_TAX_PER_GUEST_NIGHT',
      `an amount in ${currency}, ${typedMoney(1, currency)} to ${WHOLE_MAX}`,
    )
  return { tax: { kind: 'guest_night', amount: tax, nights_max } }
}

const WHOLE_MAX = 10_000

function readPercent(read: Reader, text: string): number {
  const [, whole = '', part = ''] = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(text) ?? []
  const basis_points = Number(whole + part.padEnd(2, '0'))
  if (whole !== '' && basis_points > 0) return basis_points
  throw read.wrong('IHOME_TAX_PERCENT', 'above 0, at most 99.99, with two decimals at most')
}
