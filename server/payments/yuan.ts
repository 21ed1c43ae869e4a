/** Fen as providers write amounts: `1234.50`. */
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
