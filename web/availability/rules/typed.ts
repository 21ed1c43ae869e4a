const YUAN = /^\d{1,9}(\.\d{1,2})?$/
const FEN = 100

interface Limits {
  readonly min: number
  readonly max: number
}

/** A whole number as typed; undefined where it is none, or beyond the limits. */
export function readCount(text: string, { min, max }: Limits): number | undefined {
  const typed = text.trim()
  if (!/^\d{1,6}$/.test(typed)) return undefined
  const count = Number(typed)
  return count >= min && count <= max ? count : undefined
}

/** Yuan as typed, in fen; undefined where it is no price. */
export function readYuan(text: string, yuan_max: number): number | undefined {
  const typed = text.trim()
  if (!YUAN.test(typed)) return undefined
  const fen = Math.round(Number(typed) * FEN)
  return fen >= 1 && fen <= yuan_max * FEN ? fen : undefined
}
