import type { SiteTax } from '../../rules/fees.ts'
import { fenOf } from '../../rules/money.ts'
import type { Reader } from '../platform/settings/reader.ts'

const NIGHTS_MAX = 365

/** What the site collects for its town. */
export function readPricingSettings(read: Reader): { readonly tax: SiteTax } {
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
  const fen = fenOf(amount)
  if (!(fen > 0 && fen <= AMOUNT_FEN_MAX))
    throw read.wrong('IHOME_TAX_PER_GUEST_NIGHT', 'an amount in yuan, 0.01 to 10000')
  return { tax: { kind: 'guest_night', amount: fen, nights_max } }
}

const AMOUNT_FEN_MAX = 1_000_000

function readPercent(read: Reader, text: string): number {
  const [, whole = '', part = ''] = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(text) ?? []
  const basis_points = Number(whole + part.padEnd(2, '0'))
  if (whole !== '' && basis_points > 0) return basis_points
  throw read.wrong('IHOME_TAX_PERCENT', 'above 0, at most 99.99, with two decimals at most')
}
